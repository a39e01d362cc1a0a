// Behind the bars: days off, chosen rows, row lines, the grid of time.
import { offDays } from "../model/calendar";
import { TICKS_PER_DAY, dayOf, dayStart } from "../model/dates";
import { type Span, rowTop, xOf } from "../model/layout";
import { type Tick, type Tiers, toTick, zoomOf } from "../model/scale";
import { type Pen, crisp } from "./pen";

const NARROWEST_SHADED = 2; // pixels a day

export function daysInView({ scene: { view } }: Pick<Pen, "scene">): { from: number; to: number } {
  return { from: dayOf(toTick(view.scale, view.scrollX)), to: dayOf(toTick(view.scale, view.scrollX + view.width)) + 1 };
}

export function shade(pen: Pen): void {
  const { ctx, palette, scene: { view } } = pen;
  if (view.scale.pixelsPerDay < NARROWEST_SHADED) return;
  const { from, to } = daysInView(pen);
  for (const run of offDays(view.plan.calendars[0]!, from, to)) {
    const left = Math.round(xOf(view, dayStart(run.from)));
    const right = Math.round(xOf(view, dayStart(run.to)));
    ctx.fillStyle = palette.colours[run.named ? "holiday" : "off"];
    ctx.fillRect(left, view.head, right - left, view.height - view.head);
  }
}

export function rowLines({ ctx, palette, scene }: Pen, span: Span): void {
  const { view, chosen, hover, focus } = scene;
  for (let position = span.first; position <= span.last; position++) {
    const isChosen = chosen.has(view.rows[position]!);
    if (!isChosen && position !== hover) continue;
    ctx.fillStyle = palette.colours[isChosen ? "chosen" : "hover"];
    ctx.fillRect(0, rowTop(view, position), view.width, view.rowHeight);
  }
  ctx.beginPath();
  for (let position = span.first; position <= span.last; position++) {
    const y = crisp(rowTop(view, position) + view.rowHeight - 1);
    ctx.moveTo(0, y);
    ctx.lineTo(view.width, y);
  }
  ctx.strokeStyle = palette.colours.line;
  ctx.lineWidth = 1;
  ctx.stroke();
  if (focus < span.first || focus > span.last) return;
  ctx.strokeStyle = palette.colours.ghost;
  ctx.lineWidth = 2;
  ctx.strokeRect(1, rowTop(view, focus) + 1, view.width - 2, view.rowHeight - 3);
}

function verticals({ ctx, scene: { view } }: Pen, ticks: Tick[], colour: string): void {
  ctx.beginPath();
  for (const { day } of ticks) {
    const x = crisp(xOf(view, day * TICKS_PER_DAY)) - 1;
    ctx.moveTo(x, view.head);
    ctx.lineTo(x, view.height);
  }
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1;
  ctx.stroke();
}

export function timeGrid(pen: Pen, tiers: Tiers): void {
  const { palette, scene: { view } } = pen;
  if (zoomOf(view.scale.pixelsPerDay) !== "day") verticals(pen, tiers.lower, palette.colours.line);
  verticals(pen, tiers.upper, palette.colours["line-strong"]);
}
