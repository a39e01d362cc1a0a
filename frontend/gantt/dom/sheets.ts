// The plan on paper and in a picture: sheets of rows with the table's main columns on the left and the chart fitted to the rest.
import { drawChart } from "../draw/chart";
import { type Palette, readPalette } from "../draw/palette";
import type { Scene } from "../draw/pen";
import { COLUMNS } from "../edit/columns";
import { rowTop } from "../model/layout";
import type { Board } from "./board";
import { make } from "./make";

export const MOST_PRINTED = 1200;
export const MOST_PICTURED = 400;
const ROWS_A_SHEET = 40;
const SHEET = { width: 1560, table: 560, head: 44, rowHeight: 24, ratio: 2 };
const COLUMNS_SHOWN = [["name", 300], ["duration", 70], ["start", 95], ["finish", 95]] as const;

/** The chart's scene, with its own pane: all days from start to finish beside the table. */
function sceneOf(board: Board, scene: Scene, first: number, count: number): Scene {
  const width = SHEET.width - SHEET.table;
  const { start, finish } = board.plan.head;
  const days = Math.max(7, (finish - start) / 14400 + 6);
  const scale = { origin: start - 2 * 14400, pixelsPerDay: (width - 70) / days };
  const view = { ...scene.view, scale, scrollX: 0, scrollY: first * SHEET.rowHeight, width, height: SHEET.head + count * SHEET.rowHeight, head: SHEET.head, rowHeight: SHEET.rowHeight };
  return { ...scene, view, hover: -1, focus: -1, chosen: new Set(), ghosts: new Map(), newLinks: [], linking: null, relation: -1, rushing: false };
}

function table(board: Board, ctx: CanvasRenderingContext2D, palette: Palette, scene: Scene, first: number, count: number): void {
  const { view } = scene;
  ctx.fillStyle = palette.colours.surface;
  ctx.fillRect(0, 0, SHEET.table, view.height);
  ctx.fillStyle = palette.colours.head;
  ctx.fillRect(0, 0, SHEET.table, SHEET.head);
  ctx.strokeStyle = palette.colours.line;
  ctx.strokeRect(0.5, 0.5, SHEET.table - 1, view.height - 1);
  ctx.textBaseline = "middle";
  let left = 0;
  for (const [name, width] of COLUMNS_SHOWN) {
    const column = COLUMNS.find((c) => c.name === name)!;
    ctx.fillStyle = palette.colours.text;
    ctx.font = `bold 12px ${palette.font}`;
    ctx.textAlign = "left";
    ctx.fillText(board.env.say(column.title as never), left + 6, SHEET.head / 2, width - 8);
    for (let position = first; position < first + count; position++) {
      const row = view.rows[position]!;
      const indent = name === "name" ? (board.plan.columns.level[row]! - 1) * 14 : 0;
      ctx.font = `${board.plan.isSummary(row) ? "bold " : ""}12px ${palette.font}`;
      ctx.textAlign = column.align === "end" ? "right" : "left";
      const y = rowTop(view, position) + SHEET.rowHeight / 2;
      ctx.fillText(cut(ctx, column.text(board.reading, row), width - 10 - indent), column.align === "end" ? left + width - 6 : left + 6 + indent, y);
    }
    left += width;
  }
}

function cut(ctx: CanvasRenderingContext2D, text: string, width: number): string {
  if (ctx.measureText(text).width <= width) return text;
  let end = text.length;
  while (end > 1 && ctx.measureText(`${text.slice(0, end)}…`).width > width) end--;
  return `${text.slice(0, end)}…`;
}

/** One sheet: rows first .. first + count of the visible ones. */
export function sheet(board: Board, scene: Scene, from: Element, first: number, count: number): HTMLCanvasElement {
  const own = sceneOf(board, scene, first, count);
  const canvas = make("canvas", "kg-sheet-picture");
  canvas.width = SHEET.width * SHEET.ratio;
  canvas.height = own.view.height * SHEET.ratio;
  const ctx = canvas.getContext("2d", { alpha: false })!;
  const palette = readPalette(from, ctx);
  ctx.setTransform(SHEET.ratio, 0, 0, SHEET.ratio, 0, 0);
  table(board, ctx, palette, own, first, count);
  ctx.translate(SHEET.table, 0);
  ctx.beginPath();
  ctx.rect(0, 0, own.view.width, own.view.height);
  ctx.clip();
  drawChart({ ctx, palette, scene: own });
  return canvas;
}

/** All rows in pages, from the first in view when there are too many, and a line that says which. */
export function pages(board: Board, scene: Scene, from: Element): HTMLElement[] {
  const whole = board.rowCount <= MOST_PRINTED;
  const begin = whole ? 0 : Math.floor(scene.view.scrollY / scene.view.rowHeight);
  const end = Math.min(board.rowCount, begin + MOST_PRINTED);
  const count = Math.ceil((end - begin) / ROWS_A_SHEET);
  const found: HTMLElement[] = [];
  for (let page = 0; page < count; page++) {
    const first = begin + page * ROWS_A_SHEET;
    const picture = sheet(board, scene, from, first, Math.min(ROWS_A_SHEET, end - first));
    const title = `${board.plan.head.code} ${board.plan.head.name}  ${board.env.say("Page {page} of {pages}", { page: page + 1, pages: count })}`;
    found.push(make("section", "kg-page", {}, make("p", "", {}, title), picture));
  }
  if (!whole) found[0]?.prepend(make("p", "", {}, board.env.say("Printed {first} to {last} of {count} rows. Fold or choose rows to print the others.", { first: begin + 1, last: end, count: board.rowCount })));
  return found;
}

export function savePicture(board: Board, scene: Scene, from: Element): void {
  const begin = board.rowCount <= MOST_PICTURED ? 0 : Math.floor(scene.view.scrollY / scene.view.rowHeight);
  const canvas = sheet(board, scene, from, begin, Math.min(MOST_PICTURED, board.rowCount - begin));
  canvas.toBlob((blob) => {
    if (!blob) return;
    const link = make("a", "", { href: URL.createObjectURL(blob), download: `${board.plan.head.code}-gantt.png` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }, "image/png");
}
