// The border between table and chart, and the columns' widths: dragged, or moved with the arrow keys.
import type { Board } from "./board";
import type { Grid } from "./grid";
import { make } from "./make";
import type { Viewport } from "./viewport";

const NARROWEST = 36;

function dragging(handle: HTMLElement, begin: (event: PointerEvent) => ((by: number) => void) | null): void {
  handle.addEventListener("pointerdown", (event) => {
    const move = begin(event);
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    handle.setPointerCapture(event.pointerId);
    const from = event.clientX;
    const moved = (e: PointerEvent) => move(e.clientX - from);
    handle.addEventListener("pointermove", moved);
    handle.addEventListener("lostpointercapture", () => handle.removeEventListener("pointermove", moved), { once: true });
  });
}

export class Panes {
  readonly splitter = make("div", "kg-splitter", { role: "separator", "aria-orientation": "vertical", tabindex: 0 });

  constructor(private readonly board: Board, private readonly viewport: Viewport, private readonly grid: Grid, private readonly resized: () => void) {
    this.splitter.setAttribute("aria-label", board.env.say("Width of the table"));
    dragging(this.splitter, () => {
      const width = viewport.gridWidth;
      return (by) => this.setWidth(width + by);
    });
    this.splitter.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -24, ArrowRight: 24 }[event.key];
      if (by) this.setWidth(viewport.gridWidth + by);
    });
    dragging(grid.element, (event) => this.grip(event));
    this.setAria();
  }

  private setWidth(width: number): void {
    this.viewport.askedWidth = Math.max(120, Math.min(this.viewport.width - 160, width));
    this.resized();
    this.setAria();
  }

  private setAria(): void {
    this.splitter.setAttribute("aria-valuenow", String(Math.round(this.viewport.gridWidth)));
    this.splitter.setAttribute("aria-valuemin", "120");
  }

  /** A grip in the head resizes its column. */
  private grip(event: PointerEvent): ((by: number) => void) | null {
    const target = event.target as HTMLElement;
    const column = target.classList.contains("kg-grip") ? this.board.columns[Number(target.dataset.column)] : undefined;
    if (!column) return null;
    const width = this.board.widthOf(column);
    return (by) => {
      this.board.widths.set(column.name, Math.max(NARROWEST, width + by));
      this.grid.resize();
      this.board.changed();
    };
  }
}
