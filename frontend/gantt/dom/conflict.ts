// Someone else changed the same field: both values side by side, one choice a field.
import type { Conflict, Value } from "../model/contract";
import { formatDay } from "../model/dates";
import { formatDuration } from "../model/durations";
import { COLUMNS } from "../edit/columns";
import type { Word } from "../words";
import type { Board } from "./board";
import { button, make } from "./make";

const DATES = new Set(["start", "finish", "deadline", "constraint_date", "actual_start", "actual_finish"]);

export class ConflictDialog {
  readonly element = make("dialog", "kg-dialog");
  private shown: Conflict[] | null = null;

  constructor(private readonly board: Board, private readonly resolve: (mine: boolean[]) => void, private readonly cancel: () => void) {
    this.element.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.cancel();
    });
  }

  render(): void {
    const { phase, conflicts } = this.board.draft;
    if (phase !== "clashed") {
      if (this.element.open) this.element.close();
      this.shown = null;
    } else if (this.shown !== conflicts) {
      this.shown = conflicts;
      this.fill(conflicts);
      this.element.showModal();
    }
  }

  private fill(conflicts: Conflict[]): void {
    const { say } = this.board.env;
    const title = make("h2", "", { id: "kg-conflict-title" }, say("Someone else changed the same fields"));
    this.element.setAttribute("aria-labelledby", "kg-conflict-title");
    const head = (["Activity", "Field", "Yours", "Theirs", "Changed by"] as const).map((word) => make("th", "", { scope: "col" }, say(word)));
    const rows = conflicts.map((conflict, i) => this.row(conflict, i));
    const table = make("table", "", {}, make("thead", "", {}, make("tr", "", {}, ...head)), make("tbody", "", {}, ...rows));
    const chosen = () => conflicts.map((_, i) => this.element.querySelector<HTMLInputElement>(`#kg-mine-${i}`)!.checked);
    const buttons = make("div", "kg-answer-buttons", {}, button(say("Discard"), "", () => this.cancel()), button(say("Use the chosen values"), "kg-primary", () => this.resolve(chosen())));
    this.element.replaceChildren(title, make("p", "", {}, say("Choose for each field which value stands.")), table, buttons);
  }

  private row(conflict: Conflict, i: number): HTMLTableRowElement {
    const { say } = this.board.env;
    const choice = (side: "mine" | "theirs", value: Value) => {
      const radio = make("input", "", { type: "radio", name: `kg-side-${i}`, id: `kg-${side}-${i}`, checked: side === "theirs" });
      return make("td", "", {}, make("label", "", {}, radio, this.shownValue(conflict.field, value)));
    };
    const title = COLUMNS.find((column) => column.field === conflict.field)?.title ?? conflict.field;
    const when = conflict.at.slice(0, 16).replace("T", " ");
    return make("tr", "", {}, make("th", "", { scope: "row" }, conflict.name), make("td", "", {}, say(title as Word)), choice("mine", conflict.yours), choice("theirs", conflict.theirs), make("td", "", {}, `${conflict.by} ${when}`));
  }

  private shownValue(field: string, value: Value): string {
    const { env, plan } = this.board;
    if (value === null) return env.say("empty");
    if (DATES.has(field)) return formatDay(Number(value), env.lang);
    if (field === "duration") return formatDuration(Number(value), plan.head.minutes_per_day, false, env.lang);
    return field === "percent" ? `${value}%` : String(value);
  }
}
