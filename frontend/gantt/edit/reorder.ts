// Rows dragged by their number: where they would come to stand, and on which level.
import type { Plan } from "../model/plan";
import { topmost } from "../model/tree";

type Tree = Pick<Plan, "size" | "ends" | "parent" | "columns">;

export interface Drop {
  position: number; // among the visible rows: the line is drawn above this one
  to: number; // row before which they go; the plan's size: to the end
  level: number;
}

/** `wanted`: the level that the hand asks for by moving sideways. null: inside themselves, or where they stand already. */
export function dropAt(plan: Tree, visible: Int32Array, folded: ReadonlySet<number>, chosen: number[], position: number, wanted: number): Drop | null {
  const moving = topmost(plan, chosen);
  if (!moving.length) return null;
  const within = (row: number) => moving.some((m) => row >= m && row < plan.ends[m]!);
  const at = Math.max(0, Math.min(visible.length, position));
  const to = visible[at] ?? plan.size;
  if (moving.some((m) => to > m && to < plan.ends[m]!)) return null;
  const level = levelAt(plan, visible, folded, at, within, wanted);
  const [first, last] = [moving[0]!, moving[moving.length - 1]!];
  const together = moving.every((m, i) => i === 0 || plan.ends[moving[i - 1]!] === m);
  const stays = together && (to === first || to === plan.ends[last]);
  return stays && moving.every((m) => plan.columns.level[m] === level) ? null : { position: at, to, level };
}

/** Between the level of the row below, which would else lose its summary, and one below a summary that is open above. */
function levelAt(plan: Tree, visible: Int32Array, folded: ReadonlySet<number>, at: number, within: (row: number) => boolean, wanted: number): number {
  const { level, id } = plan.columns;
  let [up, down] = [at - 1, at];
  while (up >= 0 && within(visible[up]!)) up--;
  while (down < visible.length && within(visible[down]!)) down++;
  const above = visible[up];
  const below = visible[down];
  if (above === undefined) return 1;
  const open = plan.ends[above]! > above + 1 && !folded.has(id[above]!);
  const most = level[above]! + (open ? 1 : 0);
  const least = below === undefined ? 1 : Math.min(most, level[below]!);
  return Math.max(least, Math.min(most, wanted));
}
