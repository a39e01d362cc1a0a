// Lines across all rows: today, the status date, and the 稲妻線 of the status date and of earlier reports.
import { dayOf, dayStart } from "../model/dates";
import { type Span, rowTop, xOf } from "../model/layout";
import { progressInstant } from "../model/zigzag";
import type { Colour } from "./palette";
import { type Pen, crisp } from "./pen";

function vertical({ ctx, palette, scene: { view } }: Pen, tick: number, colour: Colour, dash: number[]): void {
  const x = crisp(xOf(view, tick));
  if (x < 0 || x > view.width) return;
  ctx.strokeStyle = palette.colours[colour];
  ctx.lineWidth = 1.5;
  ctx.setLineDash(dash);
  ctx.beginPath();
  ctx.moveTo(x, view.head);
  ctx.lineTo(x, view.height);
  ctx.stroke();
  ctx.setLineDash([]);
}

export function today(pen: Pen): void {
  const { today: now } = pen.scene;
  vertical(pen, dayStart(dayOf(now)), "today", [5, 3]);
}

function zigzag({ ctx, palette, scene: { view } }: Pen, span: Span, date: number, percentOf: (row: number) => number | null, colour: Colour, dots: boolean): void {
  const home = xOf(view, date);
  const corners: number[] = [];
  ctx.strokeStyle = ctx.fillStyle = palette.colours[colour];
  ctx.lineWidth = dots ? 1.8 : 1.2;
  ctx.beginPath();
  ctx.moveTo(home, span.first === 0 ? view.head : rowTop(view, span.first) - view.rowHeight / 2);
  for (let position = span.first; position <= span.last; position++) {
    const row = view.rows[position]!;
    const instant = progressInstant(view.plan, row, date, percentOf(row));
    if (Number.isNaN(instant)) continue; // the line passes summaries by
    const x = xOf(view, instant);
    const y = rowTop(view, position) + view.rowHeight / 2;
    ctx.lineTo(Math.max(-50, Math.min(view.width + 50, x)), y);
    if (dots && x !== home) corners.push(x, y);
  }
  ctx.lineTo(home, Math.max(rowTop(view, span.last) + view.rowHeight, span.last === view.rows.length - 1 ? 0 : view.height));
  ctx.stroke();
  ctx.beginPath();
  for (let i = 0; i < corners.length; i += 2) {
    ctx.moveTo(corners[i]! + 2.5, corners[i + 1]!);
    ctx.arc(corners[i]!, corners[i + 1]!, 2.5, 0, 7);
  }
  ctx.fill();
}

/** Earlier reports first, so that the present one lies on top. */
export function progressLines(pen: Pen, span: Span): void {
  const { view, options } = pen.scene;
  const { plan } = view;
  const status = plan.head.status_date;
  if (!options.zigzag) {
    if (status !== null) vertical(pen, status, "status", []);
    return;
  }
  for (const line of plan.progressLines) {
    if (line.date !== status) zigzag(pen, span, line.date, (row) => line.percent[row] ?? null, "zigzag-old", false);
  }
  if (status !== null) zigzag(pen, span, status, (row) => plan.columns.percent[row]!, "zigzag", true);
}
