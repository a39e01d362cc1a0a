// The scrolling frame: one native scroller for both panes, so that wheel, touch and keys work alike over either.
import { type View, rowsInView } from "../model/layout";
import { toX, zoomed } from "../model/scale";
import type { Board } from "./board";
import { make, put } from "./make";

export class Viewport {
  readonly stage = make("div", "kg-stage");
  readonly content = make("div", "kg-content", {}, this.stage);
  readonly frame = make("div", "kg-frame", {}, this.content);
  width = 0;
  height = 0;
  scrollX = 0;
  scrollY = 0;
  askedWidth = 576; // of the table: row number, name, WBS, duration, start, finish
  gridWidth = this.askedWidth; // what the window leaves of it: a narrow one takes nothing away from a wide one later
  rowHeight = 28;
  readonly head = 44;
  rushing = false;
  private drawnY = -1;
  private rest = 0;
  private pending: number | null = null;

  constructor(private readonly board: Board, draw: () => void) {
    this.invalidate = () => {
      this.pending ??= requestAnimationFrame(() => {
        this.pending = null;
        this.hurry();
        draw();
      });
    };
    this.frame.addEventListener("scroll", () => {
      this.scrollX = this.frame.scrollLeft;
      this.scrollY = this.frame.scrollTop;
      this.invalidate();
    }, { passive: true });
  }

  readonly invalidate: () => void;

  /** Is more than half a page passing in a frame? Then another frame follows at rest. */
  private hurry(): void {
    this.rushing = Math.abs(this.scrollY - this.drawnY) > this.height / 2 && this.drawnY >= 0;
    this.drawnY = this.scrollY;
    clearTimeout(this.rest);
    if (this.rushing) this.rest = window.setTimeout(this.invalidate, 60);
  }

  get chartWidth(): number {
    return Math.max(40, this.width - this.gridWidth - 6);
  }

  /** After the element's size, the zoom or the number of rows changed. */
  measure(): void {
    this.width = this.frame.clientWidth;
    this.height = this.frame.clientHeight;
    put(this.stage, "width", this.width);
    put(this.stage, "height", this.height);
    this.extend();
  }

  extend(): void {
    if (!this.board.ready) return;
    const lines = this.board.rowCount + (this.board.plan.head.can_edit ? 1 : 0);
    put(this.content, "width", Math.max(this.width, this.width - this.chartWidth + this.board.contentWidth));
    put(this.content, "height", Math.max(this.height, this.head + lines * this.rowHeight + 12));
  }

  view(): View {
    return this.board.view({ scrollX: this.scrollX, scrollY: this.scrollY, width: this.chartWidth, height: this.height, head: this.head, rowHeight: this.rowHeight });
  }

  scrollTo(x: number | null, y: number | null): void {
    if (x !== null) this.frame.scrollLeft = this.scrollX = Math.max(0, x);
    if (y !== null) this.frame.scrollTop = this.scrollY = Math.max(0, y);
    this.scrollX = this.frame.scrollLeft;
    this.scrollY = this.frame.scrollTop;
    this.invalidate();
  }

  /** `pointer`: x in the chart's pane that stays where it is. */
  zoom(pixelsPerDay: number, pointer = this.chartWidth / 2): void {
    const next = zoomed(this.board.scale, this.scrollX, pointer, pixelsPerDay);
    this.board.scale = next.scale;
    this.extend();
    this.scrollTo(next.scroll, null);
    this.board.changed();
  }

  fit(): void {
    const { start, finish } = this.board.plan.head;
    const days = (finish - start) / 14400;
    this.zoom((this.chartWidth - 60) / Math.max(1, days));
    this.showTick(start, 20);
  }

  showTick(tick: number, margin = this.chartWidth / 4): void {
    this.scrollTo(toX(this.board.scale, tick) - margin, null);
  }

  /** Scroll until a row is wholly inside. */
  showRow(position: number): void {
    const top = position * this.rowHeight;
    const inside = this.height - this.head - 14;
    if (top < this.scrollY) this.scrollTo(null, top);
    else if (top + this.rowHeight > this.scrollY + inside) this.scrollTo(null, top + this.rowHeight - inside);
  }

  get pageRows(): number {
    const { first, last } = rowsInView(this.view());
    return Math.max(1, last - first - 1);
  }
}
