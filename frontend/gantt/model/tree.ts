// Which rows show, and what a change of level does to the edits that are sent.
import type { Plan } from "./plan";

export interface Visible {
  rows: Int32Array; // row of every visible position
  position: Int32Array; // visible position of every row, -1 when folded away
}

/** Linear in the rows. Folded: ids of summaries whose children are hidden. */
export function visibleRows(plan: Pick<Plan, "size" | "ends" | "columns">, folded: ReadonlySet<number>): Visible {
  const rows = new Int32Array(plan.size);
  const position = new Int32Array(plan.size).fill(-1);
  let count = 0;
  for (let row = 0; row < plan.size; ) {
    rows[count] = row;
    position[row] = count++;
    row = folded.size && folded.has(plan.columns.id[row]!) ? plan.ends[row]! : row + 1;
  }
  return { rows: rows.subarray(0, count), position };
}

export const hasChildren = (plan: Pick<Plan, "ends">, row: number): boolean => plan.ends[row]! > row + 1;

/** The summaries above a row, nearest first. */
export function ancestors(plan: Pick<Plan, "parent">, row: number): number[] {
  const found: number[] = [];
  for (let up = plan.parent[row]!; up >= 0; up = plan.parent[up]!) found.push(up);
  return found;
}

/** Of the chosen rows, those that no other chosen row carries along. */
export function topmost(plan: Pick<Plan, "parent">, rows: number[]): number[] {
  const chosen = new Set(rows);
  return [...chosen].sort((a, b) => a - b).filter((row) => !ancestors(plan, row).some((up) => chosen.has(up)));
}

export interface Placed {
  row: number;
  level: number;
}

/** Indent or outdent (+1, -1): as in Microsoft Project, never deeper than one below the row above, never above level 1. */
export function relevelled(plan: Pick<Plan, "parent" | "columns" | "ends">, rows: number[], by: 1 | -1): Placed[] {
  const level = Array.from(plan.columns.level);
  const moved: Placed[] = [];
  for (const row of topmost(plan, rows)) {
    const wanted = level[row]! + by;
    if (wanted < 1 || row === 0 || (by > 0 && wanted > level[row - 1]! + 1)) continue;
    for (let under = row; under < plan.ends[row]!; under++) level[under]! += by;
    moved.push({ row, level: wanted });
  }
  return moved;
}
