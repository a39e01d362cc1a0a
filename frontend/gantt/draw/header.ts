// The two tiers of time above the chart, with holidays in their own colour and the day marks of today and the status date.
import { dayOf, dayStart } from "../model/dates";
import { xOf } from "../model/layout";
import { type Tick, type Tiers, zoomOf } from "../model/scale";
import { type Pen, crisp } from "./pen";

function label(pen: Pen, tick: Tick, top: number, height: number, centred: boolean): void {
  const { ctx, scene: { view } } = pen;
  const left = xOf(view, dayStart(tick.day));
  const right = xOf(view, dayStart(tick.end));
  if (right < 0 || left > view.width) return;
  const middle = top + height / 2 + 0.5;
  if (centred) {
    ctx.textAlign = "center";
    ctx.fillText(tick.label, (left + right) / 2, middle, Math.max(4, right - left - 2));
  } else {
    ctx.textAlign = "left";
    const shown = Math.max(left, 0) + 6; // the month stays in sight while its days scroll by
    if (right - shown > 18) ctx.fillText(tick.label, shown, middle, right - shown - 4);
  }
}

function borders({ ctx, palette, scene: { view } }: Pen, ticks: Tick[], top: number, bottom: number): void {
  ctx.beginPath();
  for (const tick of ticks) {
    const x = crisp(xOf(view, dayStart(tick.day))) - 1;
    ctx.moveTo(x, top);
    ctx.lineTo(x, bottom);
  }
  ctx.strokeStyle = palette.colours["line-strong"];
  ctx.lineWidth = 1;
  ctx.stroke();
}

function dayColour({ palette, scene: { view } }: Pen, day: number): string {
  const calendar = view.plan.calendars[0]!;
  if (!calendar.isOff(day)) return palette.colours.text;
  return calendar.dayName(day) ? palette.colours.missed : palette.colours.soft;
}

function dayMark({ ctx, palette, scene: { view } }: Pen, tick: number, colour: "today" | "status"): void {
  const x = xOf(view, tick);
  if (x < -8 || x > view.width + 8) return;
  ctx.fillStyle = palette.colours[colour];
  ctx.beginPath();
  ctx.moveTo(x - 5, view.head - 7);
  ctx.lineTo(x + 5, view.head - 7);
  ctx.lineTo(x, view.head);
  ctx.fill();
}

export function header(pen: Pen, tiers: Tiers): void {
  const { ctx, palette, scene: { view, today } } = pen;
  const half = view.head / 2;
  ctx.fillStyle = palette.colours.head;
  ctx.fillRect(0, 0, view.width, view.head);
  ctx.font = `12px ${palette.font}`;
  ctx.textBaseline = "middle";
  ctx.fillStyle = palette.colours.text;
  const byDay = zoomOf(view.scale.pixelsPerDay) === "day";
  for (const tick of tiers.upper) label(pen, tick, 0, half, false);
  for (const tick of tiers.lower) {
    if (byDay) ctx.fillStyle = dayColour(pen, tick.day);
    label(pen, tick, half, half, true);
  }
  borders(pen, tiers.upper, 0, view.head);
  borders(pen, tiers.lower, half, view.head);
  ctx.strokeStyle = palette.colours["line-strong"];
  ctx.beginPath();
  ctx.moveTo(0, crisp(half) - 1);
  ctx.lineTo(view.width, crisp(half) - 1);
  ctx.moveTo(0, crisp(view.head) - 1);
  ctx.lineTo(view.width, crisp(view.head) - 1);
  ctx.stroke();
  dayMark(pen, dayStart(dayOf(today)), "today");
  const status = view.plan.head.status_date;
  if (status !== null) dayMark(pen, status, "status");
}
