// From a hand's edit to what is kept: a state machine without a screen or a network.
// Edits gather in a draft; the server answers with the consequence; the planner confirms, or the draft is dropped.
import type { Answer, Conflict, Edit, EditError, Value } from "../model/contract";

/** ask: always show first. auto: show first unless nothing else moves. keep: write at once. */
export type Mode = "ask" | "auto" | "keep";
export type Phase = "idle" | "previewing" | "asking" | "keeping" | "clashed" | "failed";

export interface Draft {
  phase: Phase;
  edits: Edit[];
  fresh: number; // how many of the last edits the latest request added
  mode: Mode;
  answer: Answer | null;
  errors: EditError[];
  conflicts: Conflict[];
  status: number; // of an answer that failed, 0 for none
  waiting: { edits: Edit[]; mode: Mode }[]; // proposed while the server was being asked
}

export type Event =
  | { type: "propose"; edits: Edit[]; mode: Mode }
  | { type: "answered"; answer: Answer }
  | { type: "refused"; errors: EditError[] }
  | { type: "clashed"; conflicts: Conflict[] }
  | { type: "failed"; status: number }
  | { type: "confirm" }
  | { type: "cancel" }
  | { type: "resolve"; mine: boolean[] };

export type Effect = { type: "post"; edits: Edit[]; keep: boolean } | { type: "apply"; answer: Answer } | { type: "reload" };

export const EMPTY: Draft = { phase: "idle", edits: [], fresh: 0, mode: "auto", answer: null, errors: [], conflicts: [], status: 0, waiting: [] };

const busy = (draft: Draft): boolean => ["previewing", "keeping", "clashed"].includes(draft.phase);

/** Nothing but what was typed changes, so that there is nothing to ask. Warnings may have stood before: they do not ask. */
export function harmless(answer: Answer): boolean {
  const c = answer.consequence;
  const quiet = c.finish_before === c.finish_after && c.moved <= 1 && c.newly_critical === 0;
  const errors = answer.problems.filter((problem) => problem.severity === "error");
  return quiet && ![c.deadlines_missed, c.other_projects, c.overloads, errors].some((list) => list.length > 0);
}

type Step = [Draft, Effect[]];

function post(draft: Draft, added: Edit[], mode: Mode): Step {
  const edits = [...draft.edits, ...added];
  const asking = draft.edits.length > 0 ? "ask" : mode; // what joins an unconfirmed draft waits with it
  const keep = asking === "keep";
  const next: Draft = { ...draft, phase: keep ? "keeping" : "previewing", edits, fresh: added.length, mode: asking, errors: [] };
  return [next, [{ type: "post", edits, keep }]];
}

function settle(draft: Draft): Step {
  const [head, ...rest] = draft.waiting;
  return head ? post({ ...draft, waiting: rest }, head.edits, head.mode) : [draft, []];
}

function answered(draft: Draft, answer: Answer): Step {
  if (draft.phase === "keeping") {
    const [next, effects] = settle({ ...EMPTY, waiting: draft.waiting });
    return [next, [{ type: "apply", answer }, ...effects]];
  }
  if (draft.phase !== "previewing") return [draft, []];
  if (draft.mode === "auto" && draft.waiting.length === 0 && harmless(answer)) {
    return [{ ...draft, phase: "keeping", answer }, [{ type: "post", edits: draft.edits, keep: true }]];
  }
  return settle({ ...draft, phase: "asking", answer, mode: "ask" });
}

/** The last edits are taken back, what was asked before them stays. */
function refused(draft: Draft, errors: EditError[]): Step {
  const left = draft.phase === "keeping" ? [] : draft.edits.slice(0, draft.edits.length - draft.fresh);
  const asked = left.length > 0;
  return settle({ ...draft, phase: asked ? "asking" : "idle", edits: left, fresh: 0, answer: asked ? draft.answer : null, errors });
}

function sameField(edit: Edit, conflict: Conflict): boolean {
  return edit.op === "set" && edit.id === conflict.id && edit.field === conflict.field;
}

/** Yours: sent again over theirs, knowingly. Theirs: the edit is dropped. */
function resolve(draft: Draft, mine: boolean[]): Step {
  const edits: Edit[] = [];
  for (const edit of draft.edits) {
    const at = draft.conflicts.findIndex((conflict) => sameField(edit, conflict));
    if (at < 0) edits.push(edit);
    else if (mine[at] && edit.op === "set") edits.push({ ...edit, before: draft.conflicts[at]!.theirs as Value });
  }
  const clean: Draft = { ...EMPTY, waiting: draft.waiting };
  if (!edits.length) {
    const [next, effects] = settle(clean);
    return [next, [{ type: "reload" }, ...effects]];
  }
  const [next, effects] = post(clean, edits, "ask");
  return [next, [{ type: "reload" }, ...effects]];
}

export function step(draft: Draft, event: Event): Step {
  switch (event.type) {
    case "propose":
      if (!event.edits.length) return [draft, []];
      if (busy(draft)) return [{ ...draft, waiting: [...draft.waiting, { edits: event.edits, mode: event.mode }] }, []];
      return post(draft, event.edits, event.mode);
    case "answered":
      return answered(draft, event.answer);
    case "refused":
      return refused(draft, event.errors);
    case "clashed":
      return [{ ...draft, phase: "clashed", conflicts: event.conflicts }, []];
    case "failed":
      return [{ ...draft, phase: "failed", status: event.status }, []];
    case "confirm":
      if (draft.phase !== "asking" && draft.phase !== "failed") return [draft, []];
      return [{ ...draft, phase: "keeping", errors: [] }, [{ type: "post", edits: draft.edits, keep: true }]];
    case "cancel":
      return draft.phase === "keeping" ? [draft, []] : [EMPTY, []];
    case "resolve":
      return resolve(draft, event.mine);
  }
}
