// Relation lines: those that cross the pane, in three strokes (plain, driving, critical), arrows filled afterwards.
import { type Span, type View, rowBox } from "../model/layout";
import { distanceTo, route } from "../model/route";
import type { Pen, Scene } from "./pen";

const MOST = 1500; // lines a frame: more is a grey sheet, not information

export interface Line {
  relation: number;
  points: number[];
}

function pointsOf(view: View, relation: number): number[] | null {
  const { predecessor, successor, kind } = view.plan.relations;
  return pointsBetween(view, predecessor[relation]!, successor[relation]!, kind[relation]!);
}

function pointsBetween(view: View, predecessor: number, successor: number, kind: number): number[] | null {
  const [a, b] = [view.position[predecessor] ?? -1, view.position[successor] ?? -1];
  const from = a < 0 ? null : rowBox(view, a);
  const to = b < 0 ? null : rowBox(view, b);
  if (!from || !to) return null;
  if (Math.min(from.left, to.left) > view.width + 30 || Math.max(from.right, to.right) < -30) return null;
  const anchor = (box: typeof from) => ({ left: box.left, right: box.right, y: Math.round((box.top + box.bottom) / 2) + 0.5 });
  return route(kind, anchor(from), anchor(to), Math.round(view.rowHeight / 2) - 1);
}

/** The lines that cross rows span.first .. span.last. */
export function linesInView({ view, crossing }: Pick<Scene, "view" | "crossing">, span: Span): Line[] {
  const { predecessor, successor } = view.plan.relations;
  const found: Line[] = [];
  crossing.near(span.first, span.last, (relation) => {
    if (found.length >= MOST) return;
    const a = view.position[predecessor[relation]!]!;
    const b = view.position[successor[relation]!]!;
    if (Math.max(a, b) < span.first || Math.min(a, b) > span.last) return;
    const points = pointsOf(view, relation);
    if (points) found.push({ relation, points });
  });
  return found;
}

/** Far points would cost precision and dashes: keep them just outside the pane. */
function trace(ctx: CanvasRenderingContext2D, points: number[], width: number, height: number): void {
  const hold = (value: number, most: number) => Math.max(-60, Math.min(most + 60, value));
  ctx.moveTo(hold(points[0]!, width), hold(points[1]!, height));
  for (let i = 2; i < points.length; i += 2) ctx.lineTo(hold(points[i]!, width), hold(points[i + 1]!, height));
}

function arrow(ctx: CanvasRenderingContext2D, points: number[]): void {
  const n = points.length;
  const [x, y, back] = [points[n - 2]!, points[n - 1]!, points[n - 4]!];
  const size = back <= x ? -6 : 6;
  ctx.moveTo(x, y);
  ctx.lineTo(x + size, y - 3.5);
  ctx.lineTo(x + size, y + 3.5);
  ctx.closePath();
}

type Style = "link" | "link-driving" | "link-critical";

function styleOf({ view, options }: Scene, relation: number): Style {
  const { predecessor, successor, driving } = view.plan.relations;
  const { critical } = view.plan.columns;
  if (!driving[relation]) return "link";
  const red = options.critical && critical[predecessor[relation]!] && critical[successor[relation]!];
  return red ? "link-critical" : "link-driving";
}

export function relations({ ctx, palette, scene }: Pen, span: Span): void {
  if (!scene.options.relations) return;
  const { width, height } = scene.view;
  const groups: Record<Style, Line[]> = { link: [], "link-driving": [], "link-critical": [] };
  for (const line of linesInView(scene, span)) groups[styleOf(scene, line.relation)].push(line);
  for (const style of ["link", "link-driving", "link-critical"] as const) {
    ctx.strokeStyle = ctx.fillStyle = palette.colours[style];
    ctx.lineWidth = style === "link" ? 1 : 1.4;
    ctx.beginPath();
    for (const { points } of groups[style]) trace(ctx, points, width, height);
    ctx.stroke();
    ctx.beginPath();
    for (const { points } of groups[style]) arrow(ctx, points);
    ctx.fill();
  }
  chosenRelation({ ctx, palette, scene });
}

function chosenRelation({ ctx, palette, scene }: Pen): void {
  const points = scene.relation >= 0 && scene.relation < scene.view.plan.relations.size ? pointsOf(scene.view, scene.relation) : null;
  if (!points) return;
  ctx.strokeStyle = palette.colours.ghost;
  ctx.lineWidth = 3;
  ctx.beginPath();
  trace(ctx, points, scene.view.width, scene.view.height);
  ctx.stroke();
}

/** Relations of the draft: dashed, like the bars that would be. */
export function newRelations({ ctx, palette, scene: { view, newLinks } }: Pen): void {
  if (!newLinks.length) return;
  ctx.strokeStyle = ctx.fillStyle = palette.colours.ghost;
  ctx.lineWidth = 2;
  for (const { predecessor, successor, kind } of newLinks) {
    const points = pointsBetween(view, predecessor, successor, kind);
    if (!points) continue;
    ctx.setLineDash([4, 2]);
    ctx.beginPath();
    trace(ctx, points, view.width, view.height);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.beginPath();
    arrow(ctx, points);
    ctx.fill();
  }
}

/** The relation under the pointer, -1 for none. */
export function relationAt(scene: Pick<Scene, "view" | "crossing">, span: Span, x: number, y: number): number {
  let [best, found] = [25, -1];
  for (const { relation, points } of linesInView(scene, span)) {
    const distance = distanceTo(points, x, y);
    if (distance < best) [best, found] = [distance, relation];
  }
  return found;
}
