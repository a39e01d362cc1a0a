// Bars, summaries and milestones, with their progress and handles.
import { type Box, type Span, rowBox, rowTop, xOf } from "../model/layout";
import type { Pen } from "./pen";

const OUT = 40; // pixels outside the pane in which a bar's end or label may still matter

export function eachBar(pen: Pen, span: Span, draw: (row: number, position: number, box: Box) => void): void {
  const { view } = pen.scene;
  for (let position = span.first; position <= span.last; position++) {
    const box = rowBox(view, position);
    if (box && box.right > -OUT && box.left < view.width + OUT) draw(view.rows[position]!, position, box);
  }
}

/** Canvas coordinates lose precision far outside the pane: clip to its neighbourhood. */
function clipped(pen: Pen, box: Box): Box {
  const width = pen.scene.view.width;
  return { ...box, left: Math.max(box.left, -OUT), right: Math.min(box.right, width + OUT) };
}

function milestone({ ctx, palette, scene }: Pen, row: number, box: Box): void {
  const { critical } = scene.view.plan.columns;
  const [x, y, half] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2, (box.bottom - box.top) / 2];
  ctx.beginPath();
  ctx.moveTo(x, y - half);
  ctx.lineTo(x + half, y);
  ctx.lineTo(x, y + half);
  ctx.lineTo(x - half, y);
  ctx.closePath();
  ctx.fillStyle = scene.options.critical && critical[row] ? palette.colours["critical-edge"] : palette.colours.milestone;
  ctx.fill();
}

function summary(pen: Pen, row: number, whole: Box): void {
  const { ctx, palette, scene } = pen;
  const box = clipped(pen, whole);
  const { critical, percent } = scene.view.plan.columns;
  const [top, thick] = [whole.top + 1, Math.max(4, (whole.bottom - whole.top) * 0.38)];
  ctx.fillStyle = scene.options.critical && critical[row] ? palette.colours["critical-edge"] : palette.colours.summary;
  ctx.fillRect(box.left, top, box.right - box.left, thick);
  const tip = Math.min(6, (whole.right - whole.left) / 2);
  ctx.beginPath();
  for (const [x, into] of [[whole.left, tip], [whole.right, -tip]] as const) {
    ctx.moveTo(x, top);
    ctx.lineTo(x, top + thick + 5);
    ctx.lineTo(x + into, top + thick);
    ctx.lineTo(x + into, top);
  }
  ctx.fill();
  const reached = whole.left + ((whole.right - whole.left) * percent[row]!) / 100;
  if (reached <= box.left) return;
  ctx.fillStyle = palette.colours.surface;
  ctx.fillRect(box.left + 1, top + thick / 2 - 1, Math.min(reached, box.right) - box.left - 1, 2);
}

function activity(pen: Pen, row: number, whole: Box): void {
  const { ctx, palette: { colours, hatch }, scene } = pen;
  const { critical, percent, manual, active } = scene.view.plan.columns;
  const box = clipped(pen, whole);
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const red = scene.options.critical && critical[row] === 1;
  ctx.save();
  ctx.translate(box.left, box.top); // the pattern starts at the bar, so that it does not swim while scrolling
  ctx.beginPath();
  ctx.roundRect(0.5, 0.5, Math.max(1, width - 1), height - 1, Math.min(2.5, width / 2));
  if (!active[row]) ctx.setLineDash([3, 2]);
  else {
    ctx.fillStyle = red ? colours.critical : manual[row] ? colours.manual : colours.bar;
    ctx.fill();
    if (red && hatch) {
      ctx.fillStyle = hatch;
      ctx.fill();
    }
  }
  ctx.lineWidth = 1;
  ctx.strokeStyle = !active[row] ? colours.inactive : red ? colours["critical-edge"] : colours["bar-edge"];
  ctx.stroke();
  ctx.restore();
  const reached = whole.left + ((whole.right - whole.left) * percent[row]!) / 100;
  if (reached <= box.left) return;
  const thick = Math.max(3, Math.round(height * 0.36));
  ctx.fillStyle = red ? colours["critical-done"] : colours.done;
  ctx.fillRect(box.left + 1, Math.round((box.top + box.bottom - thick) / 2), Math.max(1, Math.min(reached, box.right) - box.left - 2), thick);
}

export function bars(pen: Pen, span: Span): void {
  const { plan } = pen.scene.view;
  eachBar(pen, span, (row, _position, box) => {
    if (plan.isMilestone(row)) milestone(pen, row, box);
    else if (plan.isSummary(row)) summary(pen, row, box);
    else activity(pen, row, box);
  });
}

/** Dots at both ends, from which links are drawn, on the row under the pointer and the keyboard's. */
export function handles({ ctx, palette, scene }: Pen, span: Span): void {
  const { view, hover, focus } = scene;
  if (!view.plan.head.can_edit) return;
  ctx.fillStyle = palette.colours.surface;
  ctx.strokeStyle = palette.colours.ghost;
  ctx.lineWidth = 1.5;
  for (const position of new Set([hover, focus])) {
    const box = position >= span.first && position <= span.last && !view.plan.isSummary(view.rows[position]!) ? rowBox(view, position) : null;
    if (!box) continue;
    for (const x of [box.left - 7, box.right + 7]) {
      ctx.beginPath();
      ctx.arc(x, (box.top + box.bottom) / 2, 3.5, 0, 7);
      ctx.fill();
      ctx.stroke();
    }
  }
}

const mark = (names: string): string => (names.length > 30 ? `${names.slice(0, 29)}…` : names);

/** Beside the bar: who does it; beside a milestone its date. */
export function labels(pen: Pen, span: Span, dateOf: (tick: number) => string): void {
  const { ctx, palette, scene: { view, options, rushing } } = pen;
  if (!options.labels || rushing) return;
  const { resources, finish } = view.plan.columns;
  ctx.font = `11.5px ${palette.font}`;
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.fillStyle = palette.colours.soft;
  eachBar(pen, span, (row, _position, box) => {
    if (box.right < 0 || xOf(view, finish[row]!) >= view.width) return;
    const text = view.plan.isMilestone(row) ? dateOf(finish[row]!) : mark(resources[row]!);
    if (text) ctx.fillText(text, box.right + 14, (box.top + box.bottom) / 2);
  });
}

/** At the pane's edge: the bar lies that way. */
export function pointers({ ctx, palette, scene: { view } }: Pen, span: Span): void {
  const { start, finish } = view.plan.columns;
  ctx.fillStyle = palette.colours.soft;
  ctx.beginPath();
  for (let position = span.first; position <= span.last; position++) {
    const row = view.rows[position]!;
    const before = xOf(view, finish[row]!) < 0;
    if (!before && !(xOf(view, start[row]!) > view.width)) continue;
    const [x, size, y] = [before ? 3 : view.width - 3, before ? 5 : -5, rowTop(view, position) + view.rowHeight / 2];
    ctx.moveTo(x, y);
    ctx.lineTo(x + size, y - 4);
    ctx.lineTo(x + size, y + 4);
  }
  ctx.fill();
}
