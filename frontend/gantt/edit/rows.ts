// Rows added, removed, moved in and out: the edits that say so.
import type { Edit, Key } from "../model/contract";
import type { Plan } from "../model/plan";
import { relevelled, topmost } from "../model/tree";

/** The row that a moved row follows among those that stay in place: the one above it, whatever its level; null at the top. */
const above = (plan: Plan, row: number): number | null => (row > 0 ? plan.columns.id[row - 1]! : null);

export function levelEdits(plan: Plan, rows: number[], by: 1 | -1): Edit[] {
  return relevelled(plan, rows, by).map(({ row, level }) => ({ op: "move", id: plan.columns.id[row]!, after: above(plan, row), level }));
}

export const deleteEdits = (plan: Plan, rows: number[]): Edit[] => topmost(plan, rows).map((row) => ({ op: "delete", id: plan.columns.id[row]! }));

/** A new row above another, at its level, as Insert does in Microsoft Project; below the last when `row` is the plan's size. */
export function insertEdit(plan: Plan, row: number, name: string, temp: string): Edit {
  const level = row < plan.size ? plan.columns.level[row]! : (plan.columns.level[plan.size - 1] ?? 1);
  return newRow(above(plan, row), level, name, temp, plan.head.minutes_per_day * 10);
}

export function newRow(after: Key | null, level: number, name: string, temp: string, duration: number): Edit {
  return { op: "add", temp, after, level, name, duration, kind: "task" };
}

/** Move the chosen rows before another (`to` is the plan's size: to the end), at a level. Nothing when that is inside them. */
export function moveEdits(plan: Plan, rows: number[], to: number, level: number): Edit[] {
  const moving = topmost(plan, rows);
  if (moving.some((row) => to > row && to < plan.ends[row]!)) return [];
  let after = lastStaying(plan, moving, to);
  return moving.map((row) => {
    const edit: Edit = { op: "move", id: plan.columns.id[row]!, after, level };
    after = plan.columns.id[plan.ends[row]! - 1]!;
    return edit;
  });
}

function lastStaying(plan: Plan, moving: number[], to: number): Key | null {
  for (let row = to - 1; row >= 0; row--) {
    if (!moving.some((m) => row >= m && row < plan.ends[m]!)) return plan.columns.id[row]!;
  }
  return null;
}

/** One place up or down among the rows of the same level under the same parent. */
export function shiftEdits(plan: Plan, rows: number[], by: 1 | -1): Edit[] {
  const moving = topmost(plan, rows);
  if (!moving.length) return [];
  const { level } = plan.columns;
  const [first, last] = [moving[0]!, moving[moving.length - 1]!];
  const next = plan.ends[last]!;
  if (by > 0) return next < plan.size && level[next] === level[last] ? moveEdits(plan, moving, plan.ends[next]!, level[last]!) : [];
  let before = first - 1;
  while (before >= 0 && level[before]! > level[first]!) before--;
  return before >= 0 && level[before] === level[first] ? moveEdits(plan, moving, before, level[first]!) : [];
}
