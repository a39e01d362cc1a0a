// Where things are: rows and bars in pixels of the chart's pane. Pure; drawing and hit-testing both ask here.
import type { Plan } from "./plan";
import { type Scale, toX } from "./scale";

export interface View {
  plan: Plan;
  rows: Int32Array; // row of every visible position
  position: Int32Array;
  scale: Scale;
  scrollX: number;
  scrollY: number;
  width: number; // of the pane
  height: number; // header included
  head: number; // height of the header
  rowHeight: number;
}

export interface Span {
  first: number;
  last: number;
}

/** Visible positions that touch the pane; last is below first when there are none. */
export function rowsInView(view: Pick<View, "scrollY" | "height" | "head" | "rowHeight" | "rows">): Span {
  const first = Math.max(0, Math.floor(view.scrollY / view.rowHeight));
  const last = Math.min(view.rows.length, Math.ceil((view.scrollY + view.height - view.head) / view.rowHeight)) - 1;
  return { first, last };
}

export const rowTop = (view: Pick<View, "scrollY" | "head" | "rowHeight">, position: number): number =>
  view.head + position * view.rowHeight - view.scrollY;

export const positionAt = (view: Pick<View, "scrollY" | "head" | "rowHeight">, y: number): number =>
  Math.floor((y - view.head + view.scrollY) / view.rowHeight);

export const xOf = (view: Pick<View, "scale" | "scrollX">, tick: number): number => toX(view.scale, tick) - view.scrollX;

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Bar heights are shares of the row: with a baseline beneath, the bar moves up. */
export function barBand(rowHeight: number, baseline: boolean): { top: number; bottom: number } {
  return baseline ? { top: Math.round(rowHeight * 0.14), bottom: Math.round(rowHeight * 0.6) } : { top: Math.round(rowHeight * 0.22), bottom: Math.round(rowHeight * 0.78) };
}

/** The bar of a visible position between two instants; a milestone is a square around its instant. Null: without dates. */
export function barBox(view: View, position: number, start: number, finish: number): Box | null {
  if (Number.isNaN(start) && Number.isNaN(finish)) return null;
  const row = view.rows[position]!;
  const band = barBand(view.rowHeight, view.plan.baseline !== null);
  const y = rowTop(view, position);
  const [top, bottom] = [y + band.top, y + band.bottom];
  if (view.plan.isMilestone(row)) {
    const half = (bottom - top) / 2 + 1;
    const x = xOf(view, Number.isNaN(finish) ? start : finish);
    return { left: x - half, right: x + half, top: top - 1, bottom: bottom + 1 };
  }
  const left = xOf(view, Number.isNaN(start) ? finish : start);
  const right = xOf(view, Number.isNaN(finish) ? start : finish);
  return { left, right: Math.max(right, left + 2), top, bottom };
}

export function rowBox(view: View, position: number): Box | null {
  const row = view.rows[position]!;
  return barBox(view, position, view.plan.columns.start[row]!, view.plan.columns.finish[row]!);
}
