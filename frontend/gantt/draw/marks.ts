// Around the bar: its baseline beneath, its float behind, its deadline and constraint, what it waits for.
import { type Span, rowTop, xOf } from "../model/layout";
import { type Pen, crisp } from "./pen";

export function baselines({ ctx, palette, scene: { view, options } }: Pen, span: Span): void {
  if (!options.baseline || view.plan.baseline === null) return;
  const { baseline_start, baseline_finish } = view.plan.columns;
  ctx.fillStyle = palette.colours.baseline;
  const [top, thick] = [Math.round(view.rowHeight * 0.7), Math.max(3, Math.round(view.rowHeight * 0.14))];
  for (let position = span.first; position <= span.last; position++) {
    const row = view.rows[position]!;
    const left = xOf(view, baseline_start[row]!);
    const right = xOf(view, baseline_finish[row]!);
    if (!(right > -20 && left < view.width + 20)) continue;
    const y = rowTop(view, position) + top;
    if (view.plan.isMilestone(row)) diamond(ctx, right, y + thick / 2, thick);
    else ctx.fillRect(Math.max(left, -20), y, Math.max(2, Math.min(right, view.width + 20) - Math.max(left, -20)), thick);
  }
}

function diamond(ctx: CanvasRenderingContext2D, x: number, y: number, half: number): void {
  ctx.beginPath();
  ctx.moveTo(x, y - half);
  ctx.lineTo(x + half, y);
  ctx.lineTo(x, y + half);
  ctx.lineTo(x - half, y);
  ctx.fill();
}

/** A thin line from the finish to the latest finish; towards the left where the float is negative. */
export function floats({ ctx, palette, scene: { view, options } }: Pen, span: Span): void {
  if (!options.float) return;
  const { finish, total_float, percent } = view.plan.columns;
  ctx.beginPath();
  for (let position = span.first; position <= span.last; position++) {
    const row = view.rows[position]!;
    const amount = total_float[row]!;
    if (!amount || Number.isNaN(amount) || percent[row]! >= 100 || view.plan.isSummary(row)) continue;
    const from = xOf(view, finish[row]!);
    const to = xOf(view, view.plan.calendarOf(row).add(finish[row]!, amount));
    if (Math.max(from, to) < 0 || Math.min(from, to) > view.width) continue;
    const y = crisp(rowTop(view, position) + view.rowHeight * 0.58);
    ctx.moveTo(Math.max(from, -5), y);
    ctx.lineTo(Math.min(to, view.width + 5), y);
    ctx.moveTo(to, y - 3);
    ctx.lineTo(to, y + 3);
  }
  ctx.strokeStyle = palette.colours.float;
  ctx.lineWidth = 1.25;
  ctx.stroke();
}

/** Deadline: an open arrow downwards; filled and with a bar across when it is missed. */
export function deadlines({ ctx, palette, scene: { view } }: Pen, span: Span): void {
  const { deadline, finish } = view.plan.columns;
  ctx.lineWidth = 1.5;
  for (let position = span.first; position <= span.last; position++) {
    const row = view.rows[position]!;
    const x = xOf(view, deadline[row]!);
    if (!(x > -10 && x < view.width + 10)) continue;
    const y = rowTop(view, position) + view.rowHeight * 0.2;
    const missed = finish[row]! > deadline[row]!;
    ctx.strokeStyle = ctx.fillStyle = palette.colours[missed ? "missed" : "deadline"];
    ctx.beginPath();
    ctx.moveTo(x - 5, y);
    ctx.lineTo(x + 5, y);
    ctx.lineTo(x, y + 9);
    ctx.closePath();
    if (missed) {
      ctx.fill();
      ctx.moveTo(x - 6, y - 3);
      ctx.lineTo(x + 6, y - 3);
    }
    ctx.stroke();
  }
}

const ENDS_AT_FINISH = new Set(["FNET", "FNLT", "MFO"]);

/** A dated constraint: a bracket at its date, open towards where the activity may go; a full box where it must be. */
export function constraints({ ctx, palette, scene: { view } }: Pen, span: Span): void {
  const { constraint, constraint_date } = view.plan.columns;
  ctx.strokeStyle = palette.colours.constraint;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  for (let position = span.first; position <= span.last; position++) {
    const row = view.rows[position]!;
    const x = xOf(view, constraint_date[row]!);
    if (!(x > -10 && x < view.width + 10)) continue;
    const kind = constraint[row]!;
    const [top, bottom] = [rowTop(view, position) + 2, rowTop(view, position) + view.rowHeight - 4];
    const arm = kind.endsWith("NLT") ? -4 : 4;
    const both = kind.startsWith("M");
    ctx.moveTo(x + (both ? 3 : arm), top);
    ctx.lineTo(both ? x - 3 : x, top);
    ctx.lineTo(both ? x - 3 : x, bottom);
    ctx.lineTo(x + (both ? 3 : arm), bottom);
    if (both) ctx.lineTo(x + 3, top);
    if (ENDS_AT_FINISH.has(kind)) {
      ctx.moveTo(x - 2, (top + bottom) / 2);
      ctx.lineTo(x + 2, (top + bottom) / 2);
    }
  }
  ctx.stroke();
}

/** What waits for a decision: the amber triangle of the lists, before the bar. */
export function waits({ ctx, palette, scene: { view } }: Pen, span: Span): void {
  const { plan } = view;
  if (!plan.waits.size) return;
  ctx.fillStyle = palette.colours.today;
  for (let position = span.first; position <= span.last; position++) {
    const row = view.rows[position]!;
    if (!plan.waits.has(plan.columns.id[row]!)) continue;
    const x = xOf(view, plan.columns.start[row]!) - 8;
    if (!(x > -10 && x < view.width + 10)) continue;
    const y = rowTop(view, position) + view.rowHeight * 0.42;
    ctx.beginPath();
    ctx.moveTo(x, y - 5);
    ctx.lineTo(x + 5, y + 4);
    ctx.lineTo(x - 5, y + 4);
    ctx.fill();
  }
}
