// What every drawing function is given: where to draw, what is seen, how it looks, what is being done.
import type { View } from "../model/layout";
import type { CrossingIndex } from "../model/relations";
import type { Say } from "../words";
import type { Palette } from "./palette";

export interface Options {
  critical: boolean;
  float: boolean;
  baseline: boolean;
  relations: boolean;
  zigzag: boolean;
  labels: boolean;
}

export const EVERYTHING: Options = { critical: true, float: true, baseline: true, relations: true, zigzag: true, labels: true };

/** A bar as it would be: the server's answer before it is kept, or a drag before the server was asked. */
export interface Ghost {
  start: number;
  finish: number;
  critical: boolean;
}

/** A relation that the draft would add. */
export interface NewLink {
  predecessor: number; // row
  successor: number;
  kind: number;
}

export interface Scene {
  view: View;
  crossing: CrossingIndex;
  options: Options;
  chosen: ReadonlySet<number>; // rows
  hover: number; // visible position, -1 for none
  focus: number; // visible position of the keyboard in the chart, -1 for none
  ghosts: ReadonlyMap<number, Ghost>; // by row
  newLinks: readonly NewLink[];
  linking: { fromX: number; fromY: number; toX: number; toY: number } | null;
  relation: number; // chosen relation, -1 for none
  rushing: boolean; // pages fly by: no words, they could not be read
  today: number; // tick
  lang: string;
  fiscalMonth: number;
  say: Say;
}

export interface Pen {
  ctx: CanvasRenderingContext2D;
  palette: Palette;
  scene: Scene;
}

export const crisp = (x: number): number => Math.round(x) + 0.5;
