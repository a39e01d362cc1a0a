// A drag in the chart, from the part that was gripped to the edits it proposes. Pure: pixels in, ticks and edits out.
import type { Edit, RelationKind } from "../model/contract";
import { TICKS_PER_DAY } from "../model/dates";
import type { Hit } from "../model/hit";
import type { Plan } from "../model/plan";
import type { Scale } from "../model/scale";
import { nextWorkingDay, snapFinish, snapStart } from "../model/snap";

export type Grip = "move" | "finish" | "progress" | "link" | "pan";

export interface Drag {
  grip: Grip;
  row: number;
  position: number;
  fromFinish: boolean; // of a link
  x: number; // where it began, in the pane
  y: number;
  start: number; // as it would be
  finish: number;
  percent: number;
  target: Hit | null; // of a link
  toFinish: boolean;
}

const GRIPS: Record<string, Grip> = { body: "move", finish: "finish", progress: "progress", start_dot: "link", finish_dot: "link" };

export function begin(plan: Plan, hit: Hit | null, x: number, y: number): Drag {
  const grip = hit && plan.head.can_edit ? (GRIPS[hit.part] ?? "pan") : "pan";
  const summary = hit !== null && plan.isSummary(hit.row);
  const { start, finish, percent } = plan.columns;
  const row = hit?.row ?? -1;
  return {
    grip: summary && grip !== "link" && !plan.columns.manual[row] ? "pan" : grip, row, position: hit?.position ?? -1, fromFinish: hit?.part !== "start_dot", x, y,
    start: start[row] ?? NaN, finish: finish[row] ?? NaN, percent: percent[row] ?? 0, target: null, toFinish: false,
  };
}

/** The bar keeps its working length while it moves. */
function shifted(plan: Plan, row: number, start: number): { start: number; finish: number } {
  const { duration, elapsed } = plan.columns;
  const finish = elapsed[row] ? start + duration[row]! : plan.calendarOf(row).add(start, duration[row]!);
  return { start, finish: plan.isMilestone(row) || Number.isNaN(finish) ? start : finish };
}

export function dragged(drag: Drag, plan: Plan, scale: Scale, x: number, over: Hit | null, overMiddle: number): Drag {
  const { start, finish } = plan.columns;
  const calendar = plan.calendarOf(Math.max(0, drag.row));
  const by = ((x - drag.x) / scale.pixelsPerDay) * TICKS_PER_DAY;
  switch (drag.grip) {
    case "move":
      return { ...drag, ...(Math.abs(x - drag.x) < 3 ? { start: start[drag.row]!, finish: finish[drag.row]! } : shifted(plan, drag.row, snapStart(calendar, start[drag.row]! + by, scale.pixelsPerDay))) };
    case "finish": {
      const end = snapFinish(calendar, finish[drag.row]! + by, scale.pixelsPerDay);
      const least = calendar.lastMoment(nextWorkingDay(calendar, Math.floor(start[drag.row]! / TICKS_PER_DAY)));
      return { ...drag, finish: scale.pixelsPerDay >= 90 ? Math.max(end, start[drag.row]! + 300) : Math.max(end, least) };
    }
    case "progress": {
      const whole = finish[drag.row]! - start[drag.row]!;
      const reached = (plan.columns.percent[drag.row]! / 100) * whole + by;
      return { ...drag, percent: Math.max(0, Math.min(100, Math.round((reached / whole) * 20) * 5)) };
    }
    case "link":
      return { ...drag, target: over && over.row !== drag.row ? over : null, toFinish: x > overMiddle && over?.part !== "empty" };
    case "pan":
      return drag;
  }
}

export const linkKind = (drag: Drag): RelationKind => `${drag.fromFinish ? "F" : "S"}${drag.toFinish ? "F" : "S"}` as RelationKind;

/** Nothing when the bar came back to where it was. */
export function edits(drag: Drag, plan: Plan): Edit[] {
  const { id, start, finish, percent } = plan.columns;
  const row = drag.row;
  if (drag.grip === "move" && drag.start !== start[row]) return [{ op: "set", id: id[row]!, field: "start", before: start[row]!, after: drag.start }];
  if (drag.grip === "finish" && drag.finish !== finish[row]) return [{ op: "set", id: id[row]!, field: "finish", before: finish[row]!, after: drag.finish }];
  if (drag.grip === "progress" && drag.percent !== percent[row]) return [{ op: "set", id: id[row]!, field: "percent", before: percent[row]!, after: drag.percent }];
  if (drag.grip === "link" && drag.target) {
    return [{ op: "link", predecessor: id[row]!, successor: id[drag.target.row]!, kind: linkKind(drag), lag: 0, lag_kind: "working" }];
  }
  return [];
}

/** The keyboard's drag: whole working days. */
export function nudged(plan: Plan, row: number, grip: "move" | "finish", days: number): Edit[] {
  const calendar = plan.calendarOf(row);
  const by = days * plan.head.minutes_per_day * 10;
  const { id, start, finish, duration } = plan.columns;
  if (grip === "move") {
    const after = calendar.nextWork(calendar.add(start[row]!, by));
    return [{ op: "set", id: id[row]!, field: "start", before: start[row]!, after }];
  }
  if (duration[row]! + by <= 0) return [];
  return [{ op: "set", id: id[row]!, field: "finish", before: finish[row]!, after: calendar.add(finish[row]!, by) }];
}
