// Rows held by their number and carried elsewhere: a line shows where they would stand, its indent on which level.
import { type Drop, dropAt } from "../edit/reorder";
import { moveEdits } from "../edit/rows";
import type { Edit } from "../model/contract";
import type { Board } from "./board";
import { make, put } from "./make";
import type { Viewport } from "./viewport";

const SLACK = 4; // pixels of a trembling hand
const INDENT = 16;
const EDGE = 24;

interface Hold {
  rows: number[];
  x: number;
  y: number;
  level: number;
  carried: boolean;
}

export class Reorder {
  readonly line = make("div", "kg-drop", { hidden: true });
  private hold: Hold | null = null;
  private drop: Drop | null = null;
  private last: PointerEvent | null = null;
  private timer = 0;

  constructor(private readonly board: Board, private readonly viewport: Viewport, private readonly body: HTMLElement, private readonly nameLeft: () => number, private readonly propose: (edits: Edit[]) => void) {
    body.addEventListener("pointermove", (event) => this.move(event));
    body.addEventListener("pointerup", () => this.end(true));
    body.addEventListener("pointercancel", () => this.end(false));
  }

  /** The hand is on the number of a chosen row. `click`: what a press without a move does. */
  begin(event: PointerEvent, row: number, click: () => void): void {
    this.hold = { rows: this.board.chosenRows(), x: event.clientX, y: event.clientY, level: this.board.plan.columns.level[row]!, carried: false };
    this.click = click;
    this.body.setPointerCapture(event.pointerId);
    addEventListener("keydown", this.escape, true);
  }
  private click: () => void = () => undefined;

  get active(): boolean {
    return this.hold !== null;
  }

  private readonly escape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.end(false);
  };

  private move(event: PointerEvent): void {
    const { hold } = this;
    if (!hold) return;
    hold.carried ||= Math.hypot(event.clientX - hold.x, event.clientY - hold.y) > SLACK;
    if (!hold.carried) return;
    this.last = event;
    this.follow();
  }

  private follow(): void {
    const { hold, board, viewport } = this;
    if (!hold || !this.last) return;
    const { clientX, clientY } = this.last;
    const top = this.body.getBoundingClientRect().top;
    const position = Math.round((clientY - top + viewport.scrollY) / viewport.rowHeight);
    const wanted = hold.level + Math.round((clientX - hold.x) / INDENT);
    this.drop = dropAt(board.plan, board.visible.rows, board.folded, hold.rows, position, wanted);
    this.body.classList.add("kg-carrying");
    this.show();
    this.edge(clientY - top);
  }

  private show(): void {
    const { drop, viewport } = this;
    this.line.hidden = drop === null;
    if (!drop) return;
    put(this.line, "left", this.nameLeft() + (drop.level - 1) * INDENT);
    this.line.style.transform = `translateY(${drop.position * viewport.rowHeight - viewport.scrollY}px)`;
  }

  /** Near the table's edge the rows scroll on while they are held. */
  private edge(y: number): void {
    clearTimeout(this.timer);
    const bottom = this.viewport.height - this.viewport.head;
    const by = y < EDGE ? -1 : y > bottom - EDGE ? 1 : 0;
    if (!by) return;
    this.timer = window.setTimeout(() => {
      if (!this.hold) return;
      this.viewport.scrollTo(null, this.viewport.scrollY + by * this.viewport.rowHeight);
      this.follow();
    }, 60);
  }

  private end(keep: boolean): void {
    const { hold, drop } = this;
    if (!hold) return;
    clearTimeout(this.timer);
    removeEventListener("keydown", this.escape, true);
    this.hold = this.drop = this.last = null;
    this.line.hidden = true;
    this.body.classList.remove("kg-carrying");
    if (keep && !hold.carried) this.click();
    if (keep && hold.carried && drop) this.propose(moveEdits(this.board.plan, hold.rows, drop.to, drop.level));
  }
}
