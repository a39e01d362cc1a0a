// What lies under the pointer in the chart: the part of a bar decides what a drag does.
import { type View, positionAt, rowBox, rowsInView } from "./layout";

export type Part = "body" | "finish" | "progress" | "start_dot" | "finish_dot" | "empty";

export interface Hit {
  position: number;
  row: number;
  part: Part;
}

const EDGE = 6;
const DOT = 12; // reach of the handles outside a bar, from which links are drawn

/** `shown`: is the row chosen or under the pointer, so that its handles are drawn? Null: header, or past the last row. */
export function hitTest(view: View, x: number, y: number, shown: (position: number) => boolean): Hit | null {
  if (y < view.head || x < 0) return null;
  const position = positionAt(view, y);
  const { first, last } = rowsInView(view);
  if (position < first || position > last) return null;
  const row = view.rows[position]!;
  return { position, row, part: partAt(view, position, row, x, y, shown(position)) };
}

function partAt(view: View, position: number, row: number, x: number, y: number, handles: boolean): Part {
  const box = rowBox(view, position);
  if (!box || y < box.top - 3 || y > box.bottom + 3) return "empty";
  if (handles && x > box.right && x <= box.right + DOT) return "finish_dot";
  if (handles && x < box.left && x >= box.left - DOT) return "start_dot";
  if (x < box.left || x > box.right) return "empty";
  if (view.plan.isSummary(row) || view.plan.isMilestone(row)) return "body";
  const edge = Math.min(EDGE, (box.right - box.left) / 4);
  if (x >= box.right - edge) return "finish";
  const reached = box.left + ((box.right - box.left) * view.plan.columns.percent[row]!) / 100;
  return Math.abs(x - reached) <= edge && (handles || reached > box.left) && y > (box.top + box.bottom) / 2 ? "progress" : "body";
}
