// What lies under the pointer, in words. Drawn at once during a drag, after a moment at rest otherwise.
import { dayOf, formatDay, weekdayName } from "../model/dates";
import { toTick } from "../model/scale";
import type { Board } from "./board";
import type { Pointed } from "./chart";
import { dragLines, relationLines, rowLines } from "./describe";
import { make, put } from "./make";
import type { Drag } from "../edit/drag";
import type { Viewport } from "./viewport";

const REST = 250; // milliseconds

export class Tooltip {
  readonly element = make("div", "kg-tip", { role: "presentation", hidden: true });
  private timer = 0;

  constructor(private readonly board: Board, private readonly viewport: Viewport) {}

  point(at: Pointed | null, drag: Drag | null): void {
    clearTimeout(this.timer);
    if (!at) return this.hide();
    if (drag) return this.show(at, dragLines(this.board, drag));
    this.hide();
    this.timer = window.setTimeout(() => this.show(at, this.lines(at)), REST);
  }

  hide(): void {
    this.element.hidden = true;
  }

  private lines({ hit, relation, x, y }: Pointed): string[] {
    if (relation >= 0) return relationLines(this.board, relation);
    if (hit && hit.part !== "empty") return rowLines(this.board, hit.row);
    return this.dayLines(x, y);
  }

  /** A day off with a name, anywhere; every day in the header. */
  private dayLines(x: number, y: number): string[] {
    const { board, viewport } = this;
    const { lang, say, today } = board.env;
    const day = dayOf(toTick(board.scale, x + viewport.scrollX));
    const calendar = board.plan.calendars[0]!;
    const name = calendar.dayName(day);
    if (y > viewport.head && !name) return [];
    const date = `${formatDay(day * 14400, lang)} (${weekdayName(day, lang)})`;
    const marks = [name, !name && calendar.isOff(day) ? say("Non-working day") : "", day === dayOf(today) ? say("Today") : ""];
    const status = board.plan.head.status_date;
    if (status !== null && dayOf(status) === day) marks.push(say("Status date"));
    return [date, ...marks.filter(Boolean)];
  }

  private show({ x, y }: Pointed, lines: string[]): void {
    if (!lines.length) return this.hide();
    this.element.replaceChildren(...lines.map((line) => make("div", "", {}, line)));
    this.element.hidden = false;
    const { width, gridWidth, height } = this.viewport;
    const left = gridWidth + 6 + x + 14;
    put(this.element, "left", Math.max(4, Math.min(left, width - Math.min(320, this.element.offsetWidth) - 8)));
    put(this.element, "top", y + this.element.offsetHeight + 24 > height ? Math.max(0, y - this.element.offsetHeight - 12) : y + 18);
  }
}
