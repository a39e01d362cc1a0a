// The chart for those who do not see it: a real table inside the canvas, of the rows in view, filled when scrolling rests.
import { formatDay } from "../model/dates";
import { formatDuration } from "../model/durations";
import type { Span } from "../model/layout";
import { predecessorText } from "../edit/links";
import type { Word } from "../words";
import type { Board } from "./board";
import { slip, waiting } from "./describe";
import { make } from "./make";

const HEADS: Word[] = ["Row", "Name", "Start", "Finish", "%", "Total float", "Critical path", "Predecessors", "Deadline", "Slip against the baseline"];
const REST = 200;

export class Twin {
  readonly element = make("table", "");
  private timer = 0;

  constructor(private readonly board: Board) {}

  /** Soon: not on every frame. */
  later(span: Span): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.fill(span), REST);
  }

  private fill({ first, last }: Span): void {
    const { say } = this.board.env;
    const caption = say("Rows {first} to {last} of {count}", { first: first + 1, last: last + 1, count: this.board.rowCount });
    const head = make("tr", "", {}, ...HEADS.map((word) => make("th", "", { scope: "col" }, say(word))));
    const rows: HTMLElement[] = [];
    for (let position = first; position <= last; position++) rows.push(this.row(position));
    this.element.setAttribute("aria-rowcount", String(this.board.rowCount + 1));
    this.element.replaceChildren(make("caption", "", {}, caption), make("thead", "", {}, head), make("tbody", "", {}, ...rows));
  }

  private row(position: number): HTMLElement {
    const { plan, env: { say, lang }, visible } = this.board;
    const row = visible.rows[position]!;
    const c = plan.columns;
    const day = (tick: number) => formatDay(tick, lang);
    const float = formatDuration(c.total_float[row]!, plan.head.minutes_per_day, false, lang);
    const name = [c.name[row]!, waiting(this.board, row)].filter(Boolean).join(" ▲ ");
    const cells = [String(row + 1), name, day(c.start[row]!), day(c.finish[row]!), `${Math.round(c.percent[row]!)}%`, float, c.critical[row] ? say("critical") : "", predecessorText(plan, row, lang), day(c.deadline[row]!), slip(this.board, row)];
    return make("tr", "", { "aria-rowindex": position + 2 }, ...cells.map((cell) => make("td", "", {}, cell)));
  }
}
