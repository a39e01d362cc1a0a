// The canvas and the pointer over it: hover, drag to move, stretch, progress and link, pan, pinch, Ctrl+wheel.
import { drawChart } from "../draw/chart";
import { type Palette, readPalette } from "../draw/palette";
import type { Ghost, Scene } from "../draw/pen";
import { relationAt } from "../draw/relations";
import { type Drag, begin, dragged, edits } from "../edit/drag";
import { chain } from "../edit/links";
import { at } from "../edit/selection";
import type { Edit } from "../model/contract";
import { type Hit, hitTest } from "../model/hit";
import { rowBox, rowsInView } from "../model/layout";
import type { Board } from "./board";
import type { Commands } from "./commands";
import { make, put } from "./make";
import type { Viewport } from "./viewport";

const CURSORS: Record<string, string> = { body: "move", finish: "ew-resize", progress: "col-resize", start_dot: "crosshair", finish_dot: "crosshair", empty: "default" };
const EDGE = 18;

export interface Pointed {
  hit: Hit | null;
  relation: number;
  x: number;
  y: number;
}

export class Chart {
  readonly canvas = make("canvas", "kg-chart", { tabindex: 0, role: "application" });
  readonly ctx = this.canvas.getContext("2d", { alpha: false })!;
  drag: Drag | null = null;
  hover = -1;
  focused = false;
  linkFrom = -1; // row from which the keyboard draws a link
  private pointer = { x: 0, y: 0 };
  private palette: Palette | null = null;
  private ratio = 1;
  private pinch = 0;
  private edging = 0;

  constructor(
    private readonly board: Board,
    private readonly viewport: Viewport,
    private readonly propose: (edits: Edit[]) => void,
    private readonly pointed: (at: Pointed | null) => void,
  ) {
    this.canvas.setAttribute("aria-label", board.env.say("Gantt chart"));
    this.listen();
  }

  repaint(): void {
    this.palette = null;
    this.viewport.invalidate();
  }

  resize(): void {
    this.ratio = Math.min(2.5, devicePixelRatio || 1);
    const { chartWidth, height } = this.viewport;
    this.canvas.width = Math.round(chartWidth * this.ratio);
    this.canvas.height = Math.round(height * this.ratio);
    put(this.canvas, "width", chartWidth);
    put(this.canvas, "height", height);
    this.palette = null;
  }

  scene(): Scene {
    const { board, drag } = this;
    const { env } = board;
    return {
      view: this.viewport.view(), crossing: board.crossing, options: board.options, chosen: this.chosen(), hover: this.hover,
      focus: this.focused ? board.selection.active.position : -1, ghosts: this.ghosts(), newLinks: board.newLinks, linking: drag?.grip === "link" ? this.linkLine(drag) : null,
      relation: board.relation, rushing: this.viewport.rushing, today: env.today, lang: env.lang, fiscalMonth: env.fiscalMonth, say: env.say,
    };
  }

  private chosenFor: unknown = null;
  private chosenNow: ReadonlySet<number> = new Set();
  private chosen(): ReadonlySet<number> {
    if (this.chosenFor !== this.board.selection) {
      this.chosenFor = this.board.selection;
      this.chosenNow = new Set(this.board.chosenRows());
    }
    return this.chosenNow;
  }

  /** Rows came or went: the same selection may mean other rows. */
  forget(): void {
    this.chosenFor = null;
  }

  private ghosts(): ReadonlyMap<number, Ghost> {
    const { drag, board } = this;
    if (!drag || !["move", "finish", "progress"].includes(drag.grip)) return board.ghosts;
    const { start, finish } = board.plan.columns;
    const reached = start[drag.row]! + ((finish[drag.row]! - start[drag.row]!) * drag.percent) / 100;
    const end = drag.grip === "progress" ? reached : drag.finish;
    return new Map([[drag.row, { start: drag.start, finish: end, critical: false }]]);
  }

  private linkLine(drag: Drag): Scene["linking"] {
    const box = rowBox(this.viewport.view(), drag.position);
    return box && { fromX: drag.fromFinish ? box.right : box.left, fromY: (box.top + box.bottom) / 2, toX: this.pointer.x, toY: this.pointer.y };
  }

  draw(): void {
    if (!this.board.ready || this.canvas.width === 0) return;
    this.palette ??= readPalette(this.canvas, this.ctx);
    this.ctx.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    drawChart({ ctx: this.ctx, palette: this.palette, scene: this.scene() });
  }

  private hit(x: number, y: number): Hit | null {
    return hitTest(this.viewport.view(), x, y, (position) => position === this.hover || position === this.board.selection.active.position);
  }

  private listen(): void {
    const { canvas } = this;
    canvas.addEventListener("pointerdown", (event) => this.down(event));
    canvas.addEventListener("pointermove", (event) => this.move(event));
    canvas.addEventListener("pointerup", () => this.up());
    canvas.addEventListener("pointercancel", () => this.cancel());
    canvas.addEventListener("pointerleave", () => this.leave());
    canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    canvas.addEventListener("touchstart", (event) => this.touch(event), { passive: false });
    canvas.addEventListener("touchmove", (event) => this.pinched(event), { passive: false });
    canvas.addEventListener("focus", () => this.focus(canvas.matches(":focus-visible")));
    canvas.addEventListener("blur", () => this.focus(false));
  }

  private focus(on: boolean): void {
    this.focused = on;
    this.viewport.invalidate();
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0) return;
    const { offsetX: x, offsetY: y } = event;
    const hit = this.hit(x, y);
    const touched = event.pointerType === "touch";
    const wasActive = hit?.position === this.board.selection.active.position;
    if (hit) this.board.select(at(hit.position, this.board.selection.active.column));
    this.board.relation = !hit || hit.part === "empty" ? relationAt(this.scene(), rowsInView(this.viewport.view()), x, y) : -1;
    this.pointed(null);
    if (touched && !wasActive) return; // the first touch chooses; a second one on the chosen bar drags it
    this.drag = begin(this.board.plan, hit, x + this.viewport.scrollX, y);
    if (touched && this.drag.grip === "pan") this.drag = null; // the frame scrolls natively
    else this.canvas.setPointerCapture(event.pointerId);
    this.board.changed();
  }

  private move(event: PointerEvent): void {
    const { offsetX: x, offsetY: y } = event;
    this.pointer = { x, y };
    if (!this.board.ready) return;
    const hit = this.hit(x, y);
    if (!this.drag) return this.overAt(hit, x, y);
    if (this.drag.grip === "pan") {
      if (event.buttons) this.viewport.scrollTo(this.viewport.scrollX - event.movementX, this.viewport.scrollY - event.movementY);
      return;
    }
    this.follow(hit);
    this.edge();
  }

  /** The bar under the hand, in the plan's own x: scrolling meanwhile does no harm. */
  private follow(hit: Hit | null): void {
    let drag = this.drag!;
    const { x, y } = this.pointer;
    if (drag.grip === "move" && hit && hit.position !== drag.position && hit.part !== "empty") {
      drag = { ...drag, grip: "link", fromFinish: true }; // dragged onto another bar: a link, as in Microsoft Project
    }
    const box = hit && rowBox(this.viewport.view(), hit.position);
    const middle = box ? (box.left + box.right) / 2 + this.viewport.scrollX : Infinity;
    this.drag = dragged(drag, this.board.plan, this.board.scale, x + this.viewport.scrollX, hit, middle);
    this.pointed({ hit, relation: -1, x, y });
    this.viewport.invalidate();
  }

  /** Near the pane's edge the chart scrolls on while the bar is held. */
  private edge(): void {
    clearTimeout(this.edging);
    const { x, y } = this.pointer;
    const { chartWidth, height, head, scrollX, scrollY } = this.viewport;
    const by = (at: number, from: number, to: number) => (at > to - EDGE ? 14 : at < from + EDGE ? -14 : 0);
    const [right, down] = [by(x, 0, chartWidth), by(y, head, height)];
    if (!this.drag || (!right && !down)) return;
    this.edging = window.setTimeout(() => {
      if (!this.drag) return;
      this.viewport.scrollTo(scrollX + right, scrollY + down);
      this.follow(this.hit(x, y));
      this.edge();
    }, 24);
  }

  private overAt(hit: Hit | null, x: number, y: number): void {
    const position = hit?.position ?? -1;
    if (position !== this.hover) this.viewport.invalidate();
    this.hover = position;
    const relation = hit?.part === "empty" ? relationAt(this.scene(), rowsInView(this.viewport.view()), x, y) : -1;
    this.canvas.style.cursor = relation >= 0 ? "pointer" : this.board.plan.head.can_edit ? (CURSORS[hit?.part ?? "empty"] ?? "default") : "default";
    this.pointed({ hit, relation, x, y });
  }

  private up(): void {
    const { drag } = this;
    this.drag = null;
    this.pointed(null);
    if (drag) this.propose(edits(drag, this.board.plan));
    this.viewport.invalidate();
  }

  /** True when there was something to cancel. */
  cancel(): boolean {
    const had = this.drag !== null;
    this.drag = null;
    this.pinch = 0;
    this.viewport.invalidate();
    return had;
  }

  /** The keyboard's link: from the active row to the one on which Enter is pressed. */
  beginLink(commands: Commands): void {
    this.linkFrom = this.board.visible.rows[this.board.selection.active.position] ?? -1;
    if (this.linkFrom >= 0) commands.announce(this.board.env.say("Choose the successor with the arrow keys, then Enter. Esc drops the link."));
  }

  dropLink(commands: Commands): void {
    this.linkFrom = -1;
    commands.announce("");
    this.board.changed();
  }

  endLink(commands: Commands): void {
    const to = this.board.visible.rows[this.board.selection.active.position];
    if (this.linkFrom < 0 || to === undefined || to === this.linkFrom) return;
    const edits = chain(this.board.plan, [this.linkFrom, to]);
    this.linkFrom = -1;
    commands.announce(edits.length ? "" : this.board.env.say("These rows are linked already."));
    commands.session.propose(edits, "ask");
  }

  private leave(): void {
    if (this.drag) return;
    this.hover = -1;
    this.pointed(null);
    this.viewport.invalidate();
  }

  private wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.viewport.zoom(this.board.scale.pixelsPerDay * Math.exp(-Math.max(-60, Math.min(60, event.deltaY)) * 0.004), event.offsetX);
  }

  private touch(event: TouchEvent): void {
    if (event.touches.length === 2) {
      this.cancel();
      this.pinch = spread(event);
      event.preventDefault();
      return;
    }
    const box = this.canvas.getBoundingClientRect();
    const [x, y] = [event.touches[0]!.clientX - box.left, event.touches[0]!.clientY - box.top];
    const hit = this.hit(x, y);
    if (hit && hit.part !== "empty" && hit.position === this.board.selection.active.position) event.preventDefault(); // drags the chosen bar
  }

  private pinched(event: TouchEvent): void {
    if (event.touches.length !== 2 || !this.pinch) return;
    event.preventDefault();
    const now = spread(event);
    const middle = (event.touches[0]!.clientX + event.touches[1]!.clientX) / 2 - this.canvas.getBoundingClientRect().left;
    this.viewport.zoom((this.board.scale.pixelsPerDay * now) / this.pinch, middle);
    this.pinch = now;
  }
}

function spread(event: TouchEvent): number {
  const [a, b] = [event.touches[0]!, event.touches[1]!];
  return Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY));
}
