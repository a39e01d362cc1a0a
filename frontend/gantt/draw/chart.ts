// One frame of the chart, back to front.
import { formatDay } from "../model/dates";
import { rowsInView } from "../model/layout";
import { tiers } from "../model/scale";
import { daysInView, rowLines, shade, timeGrid } from "./backdrop";
import { bars, handles, labels, pointers } from "./bars";
import { ghosts, linking } from "./ghosts";
import { header } from "./header";
import { progressLines, today } from "./lines";
import { baselines, constraints, deadlines, floats, waits } from "./marks";
import type { Pen } from "./pen";
import { newRelations, relations } from "./relations";

export function drawChart(pen: Pen): void {
  const { ctx, palette, scene } = pen;
  const { view, lang } = scene;
  const span = rowsInView(view);
  const { from, to } = daysInView(pen);
  const heads = tiers(from, to, view.scale.pixelsPerDay, { lang, fiscalMonth: scene.fiscalMonth });
  ctx.fillStyle = palette.colours.surface;
  ctx.fillRect(0, 0, view.width, view.height);
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, view.head, view.width, view.height - view.head);
  ctx.clip();
  shade(pen);
  rowLines(pen, span);
  timeGrid(pen, heads);
  baselines(pen, span);
  floats(pen, span);
  today(pen);
  bars(pen, span);
  relations(pen, span);
  constraints(pen, span);
  deadlines(pen, span);
  waits(pen, span);
  labels(pen, span, (tick) => formatDay(tick, lang).slice(5));
  pointers(pen, span);
  progressLines(pen, span);
  ghosts(pen, span);
  newRelations(pen);
  handles(pen, span);
  linking(pen);
  ctx.restore();
  header(pen, heads);
}
