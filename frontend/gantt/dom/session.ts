// Carries the draft's effects to the server and its answers back, one after another.
import type { Edit } from "../model/contract";
import { EMPTY, type Effect, type Event, type Mode, step } from "../edit/draft";
import { failure } from "./answerbar";
import type { Board } from "./board";
import type { Server } from "./server";

export class Session {
  private turn = 0; // answers to a turn that was cancelled are ignored
  private queue: Promise<void> = Promise.resolve();
  baseline: number | null = null;
  afterwards: (() => void) | null = null; // once, when what was proposed is kept

  constructor(private readonly board: Board, private readonly server: Server, private readonly announce: (sentence: string) => void) {}

  propose(edits: Edit[], mode: Mode): void {
    if (this.board.plan.head.can_edit) this.dispatch({ type: "propose", edits, mode });
  }

  dispatch(event: Event): void {
    if (event.type === "cancel") this.turn++;
    if (["cancel", "refused"].includes(event.type)) this.afterwards = null;
    const [draft, effects] = step(this.board.draft, event);
    this.board.setDraft(draft);
    this.board.changed();
    for (const effect of effects) this.queue = this.queue.then(() => this.perform(effect));
  }

  async reload(): Promise<void> {
    try {
      this.board.load(await this.server.data(this.baseline));
    } catch {
      this.announce(this.board.env.say("The plan could not be loaded."));
    }
  }

  async undo(): Promise<void> {
    if (this.board.draft.phase !== "idle") return this.dispatch({ type: "cancel" });
    const { say } = this.board.env;
    const reply = await this.server.undo();
    if (reply.type === "nothing") this.announce(reply.sentence || say("There is nothing to undo."));
    else if (reply.type === "answered") {
      this.board.take(reply.answer);
      this.announce(reply.answer.undone || say("Undone."));
      this.board.changed();
    } else this.announce(failure(say, reply.type === "failed" ? reply.status : 409));
  }

  async saveBaseline(name: string): Promise<void> {
    const number = await this.server.baseline(name);
    const { say } = this.board.env;
    if (number === null) return this.announce(failure(say, 0));
    this.baseline = number;
    this.announce(say("Baseline saved."));
    await this.reload();
  }

  private async perform(effect: Effect): Promise<void> {
    if (effect.type === "reload") return this.reload();
    if (effect.type === "apply") return this.keep(effect);
    const turn = ++this.turn;
    const reply = await this.server.edits(this.board.plan.head.version, effect.edits, effect.keep);
    if (turn === this.turn || effect.keep) this.dispatch(reply);
  }

  private keep({ answer }: Extract<Effect, { type: "apply" }>): void {
    this.board.take(answer);
    if (this.board.draft.phase === "idle") this.board.setDraft(EMPTY);
    const { sentence } = answer.consequence;
    this.announce([this.board.env.say("Kept."), sentence].filter(Boolean).join(" "));
    this.board.changed();
    this.afterwards?.();
    this.afterwards = null;
  }
}
