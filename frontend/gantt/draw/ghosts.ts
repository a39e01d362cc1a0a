// What would be: outlines of every bar that moves, before anything is written, and the line of a link being drawn.
import { type Span, barBox } from "../model/layout";
import type { Pen } from "./pen";

export function ghosts({ ctx, palette, scene }: Pen, span: Span): void {
  const { view } = scene;
  if (scene.ghosts.size === 0) return;
  ctx.setLineDash([4, 2]);
  ctx.lineWidth = 1.75;
  for (let position = span.first; position <= span.last; position++) {
    const ghost = scene.ghosts.get(view.rows[position]!);
    const box = ghost && barBox(view, position, ghost.start, ghost.finish);
    if (!box || box.right < -20 || box.left > view.width + 20) continue;
    ctx.fillStyle = palette.colours["ghost-fill"];
    ctx.strokeStyle = ghost.critical && scene.options.critical ? palette.colours["critical-edge"] : palette.colours.ghost;
    const left = Math.max(box.left, -20);
    const [width, height] = [Math.max(3, Math.min(box.right, view.width + 20) - left), box.bottom - box.top];
    ctx.fillRect(left, box.top, width, height);
    ctx.strokeRect(left + 0.5, box.top + 0.5, width - 1, height - 1);
  }
  ctx.setLineDash([]);
}

export function linking({ ctx, palette, scene: { linking: line } }: Pen): void {
  if (!line) return;
  ctx.strokeStyle = palette.colours.ghost;
  ctx.lineWidth = 2;
  ctx.beginPath();
  ctx.moveTo(line.fromX, line.fromY);
  ctx.lineTo(line.toX, line.toY);
  ctx.stroke();
  ctx.beginPath();
  ctx.arc(line.toX, line.toY, 4, 0, 7);
  ctx.stroke();
}
