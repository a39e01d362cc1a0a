import { describe, expect, it } from "vitest";
import { type Draft, EMPTY, type Event, harmless, step } from "../edit/draft";
import type { Answer, Conflict, Edit } from "../model/contract";

const set = (id: number, after: number): Edit => ({ op: "set", id, field: "duration", before: 1, after });
const answer = (moved: number, finish = 0): Answer => ({
  version: 2, kept: false, changed: { id: [] }, structure: null, temp: {}, problems: [],
  consequence: { finish_before: 0, finish_after: finish, moved, newly_critical: 0, deadlines_missed: [], sentence: "", other_projects: [], overloads: [] },
});

function run(...events: Event[]): { draft: Draft; effects: string[] } {
  let draft = EMPTY;
  const effects: string[] = [];
  for (const event of events) {
    const [next, done] = step(draft, event);
    draft = next;
    effects.push(...done.map((e) => (e.type === "post" ? `post ${e.edits.length} ${e.keep ? "keep" : "ask"}` : e.type)));
  }
  return { draft, effects };
}

describe("a draft", () => {
  it("is asked about, shown, and written only when confirmed", () => {
    const asked = run({ type: "propose", edits: [set(1, 2)], mode: "ask" }, { type: "answered", answer: answer(3) });
    expect([asked.draft.phase, asked.effects]).toEqual(["asking", ["post 1 ask"]]);
    const kept = run({ type: "propose", edits: [set(1, 2)], mode: "ask" }, { type: "answered", answer: answer(3) }, { type: "confirm" }, { type: "answered", answer: answer(3) });
    expect([kept.draft, kept.effects]).toEqual([EMPTY, ["post 1 ask", "post 1 keep", "apply"]]);
  });
  it("keeps itself when nothing else moves, and only then", () => {
    const quiet = run({ type: "propose", edits: [set(1, 2)], mode: "auto" }, { type: "answered", answer: answer(1) });
    expect([quiet.draft.phase, quiet.effects]).toEqual(["keeping", ["post 1 ask", "post 1 keep"]]);
    const loud = run({ type: "propose", edits: [set(1, 2)], mode: "auto" }, { type: "answered", answer: answer(1, 5) });
    expect([loud.draft.phase, loud.effects]).toEqual(["asking", ["post 1 ask"]]);
    const troubled = (severity: "warning" | "error") => harmless({ ...answer(1), problems: [{ severity, sentence: "x" }] });
    expect([troubled("warning"), troubled("error")]).toEqual([true, false]);
  });
  it("gathers what is typed while it waits", () => {
    const { draft, effects } = run(
      { type: "propose", edits: [set(1, 2)], mode: "auto" }, { type: "propose", edits: [set(2, 2)], mode: "auto" },
      { type: "answered", answer: answer(3) }, { type: "answered", answer: answer(4) },
    );
    expect([draft.phase, draft.edits.length, effects]).toEqual(["asking", 2, ["post 1 ask", "post 2 ask"]]);
  });
  it("what was refused is taken back, what stood before it stays", () => {
    const { draft } = run({ type: "propose", edits: [set(1, 2)], mode: "ask" }, { type: "answered", answer: answer(3) }, { type: "propose", edits: [set(2, 2)], mode: "ask" }, { type: "refused", errors: [{ edit: 1, id: 2, field: "duration", sentence: "長すぎます" }] });
    expect([draft.phase, draft.edits, draft.errors.length]).toEqual(["asking", [set(1, 2)], 1]);
    const alone = run({ type: "propose", edits: [set(2, 2)], mode: "ask" }, { type: "refused", errors: [] });
    expect([alone.draft.phase, alone.draft.edits]).toEqual(["idle", []]);
  });
  it("cancelling drops it, and a late answer changes nothing", () => {
    const { draft, effects } = run({ type: "propose", edits: [set(1, 2)], mode: "ask" }, { type: "cancel" }, { type: "answered", answer: answer(3) });
    expect([draft, effects]).toEqual([EMPTY, ["post 1 ask"]]);
  });
  it("a lost server keeps the edits for another try", () => {
    const { draft, effects } = run({ type: "propose", edits: [set(1, 2)], mode: "ask" }, { type: "failed", status: 0 }, { type: "confirm" });
    expect([draft.phase, effects]).toEqual(["keeping", ["post 1 ask", "post 1 keep"]]);
  });
  it("a conflict is settled field by field", () => {
    const clash = (id: number): Conflict => ({ id, name: "", field: "duration", yours: 2, theirs: 9, by: "佐藤", at: "" });
    const begin: Event[] = [{ type: "propose", edits: [set(1, 2), set(2, 2)], mode: "ask" }, { type: "clashed", conflicts: [clash(1), clash(2)] }];
    const mixed = run(...begin, { type: "resolve", mine: [true, false] });
    expect([mixed.draft.edits, mixed.effects]).toEqual([[{ ...set(1, 2), before: 9 }], ["post 2 ask", "reload", "post 1 ask"]]);
    const theirs = run(...begin, { type: "resolve", mine: [false, false] });
    expect([theirs.draft, theirs.effects]).toEqual([EMPTY, ["post 2 ask", "reload"]]);
  });
});
