// The consequence before it is kept: a sentence, what else it touches, and two buttons.
import { formatDay } from "../model/dates";
import type { Answer } from "../model/contract";
import type { Say } from "../words";
import type { Board } from "./board";
import type { Session } from "./session";
import { button, make } from "./make";

export class AnswerBar {
  readonly element = make("div", "kg-answer", { role: "group", hidden: true });
  private readonly sentence = make("p", "kg-sentence", { role: "status" });
  private readonly details = make("ul", "kg-details");
  private readonly confirm: HTMLButtonElement;
  private readonly cancel: HTMLButtonElement;

  constructor(private readonly board: Board, session: Session, back: () => void) {
    const { say } = board.env;
    const act = (type: "confirm" | "cancel") => {
      session.dispatch({ type });
      back(); // these buttons vanish: the keyboard returns to where the hands were
    };
    this.confirm = button(say("Confirm"), "kg-primary", () => act("confirm"), { title: "Ctrl+Enter" });
    this.cancel = button(say("Cancel"), "", () => act("cancel"), { title: "Esc" });
    const text = make("div", "kg-answer-text", {}, this.sentence, this.details);
    this.element.append(text, make("div", "kg-answer-buttons", {}, this.cancel, this.confirm));
    this.element.setAttribute("aria-label", say("Nothing is written before you confirm."));
  }

  render(): void {
    const { draft, env } = this.board;
    const { say } = env;
    this.element.hidden = draft.phase === "idle" || draft.phase === "clashed" || (draft.phase !== "asking" && draft.phase !== "failed" && draft.mode !== "ask");
    const failed = draft.phase === "failed";
    this.confirm.disabled = draft.phase === "previewing" || draft.phase === "keeping";
    this.cancel.disabled = draft.phase === "keeping";
    write(this.confirm, say(failed ? "Try again" : "Confirm"));
    write(this.cancel, say(failed ? "Discard" : "Cancel"));
    this.element.classList.toggle("kg-failed", failed);
    write(this.sentence, this.spoken());
    const lines = draft.answer && !failed ? this.lines(draft.answer) : [];
    this.details.replaceChildren(...lines.map((line) => make("li", "", {}, line)));
    this.details.hidden = lines.length === 0;
  }

  private spoken(): string {
    const { draft, env: { say } } = this.board;
    if (draft.phase === "failed") return failure(say, draft.status);
    if (draft.phase === "previewing") return say("Asking for the consequence…");
    if (draft.phase === "keeping") return say("Writing…");
    const count = draft.edits.length > 1 ? ` ${say("{count} edits wait for confirmation.", { count: draft.edits.length })}` : "";
    return (draft.answer?.consequence.sentence ?? "") + count;
  }

  private lines({ consequence: c, problems }: Answer): string[] {
    const { env: { say, lang } } = this.board;
    const day = (tick: number) => formatDay(tick, lang);
    const finish = c.finish_before === c.finish_after ? [] : [say("Finish: {from} → {to}", { from: day(c.finish_before), to: day(c.finish_after) })];
    const others = c.other_projects.map((p) => say("{code} {name}: {from} → {to}", { code: p.code, name: p.name, from: day(p.finish_before), to: day(p.finish_after) }));
    const loads = c.overloads.map((o) => say("{name}, week of {week}: {load}%", { name: o.name, week: day(Date.parse(o.week) / 6000), load: o.load }));
    const marks = { warning: "▲", error: "●" };
    return [...finish, ...others, ...loads, ...problems.map((p) => `${marks[p.severity]} ${p.sentence}`)];
  }
}

export function failure(say: Say, status: number): string {
  if (status) return say("The server answered with error {status}. Nothing was written; your edits are kept here.", { status });
  return say("The server could not be reached. Nothing was written; your edits are kept here.");
}

function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
