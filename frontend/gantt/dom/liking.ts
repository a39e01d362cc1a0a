// What this browser's reader likes to see: columns, widths, layers. Kept here, not on the server: it concerns nobody else.
import { COLUMNS } from "../edit/columns";
import type { Board } from "./board";
import type { Viewport } from "./viewport";

const KEY = "kaname-gantt";

interface Liked {
  hidden: string[];
  widths: [string, number][];
  options: Record<string, boolean>;
  gridWidth: number;
  pixelsPerDay: number;
}

function read(): Partial<Liked> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Liked>;
  } catch {
    return {}; // storage is closed, or holds something else: the defaults will do
  }
}

export function recall(board: Board, viewport: Viewport): void {
  const liked = read();
  const known = new Set(COLUMNS.map((column) => column.name));
  if (liked.hidden) board.hidden = new Set(liked.hidden.filter((name) => known.has(name) && name !== "name"));
  for (const [name, width] of liked.widths ?? []) if (known.has(name)) board.widths.set(name, width);
  for (const name of Object.keys(board.options) as (keyof typeof board.options)[]) board.options[name] = liked.options?.[name] ?? board.options[name];
  if (liked.gridWidth) viewport.askedWidth = liked.gridWidth;
  if (liked.pixelsPerDay) board.scale = { ...board.scale, pixelsPerDay: liked.pixelsPerDay };
}

export function remember(board: Board, viewport: Viewport): void {
  if (board.narrow) return;
  const { hidden, widths, options, scale } = board;
  const liked: Liked = { hidden: [...hidden], widths: [...widths], options: { ...options }, gridWidth: viewport.askedWidth, pixelsPerDay: scale.pixelsPerDay };
  try {
    localStorage.setItem(KEY, JSON.stringify(liked));
  } catch {
    // storage is closed: nothing is remembered
  }
}
