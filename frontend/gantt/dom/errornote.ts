// The sentence beside a cell that could not be read or was refused: of the active cell, else of the first such row in view.
import type { Board } from "./board";
import type { Grid } from "./grid";
import { make, put } from "./make";

const WIDEST = 320;

export class ErrorNote {
  readonly element = make("div", "kg-note", { role: "alert", hidden: true });

  constructor(private readonly board: Board, private readonly grid: Grid) {}

  place(scrollY: number, rowHeight: number, stage: { width: number; head: number }): void {
    const found = this.board.errors.size ? this.find() : null;
    this.element.hidden = !found;
    if (!found) return;
    if (this.element.textContent !== found.sentence) this.element.textContent = found.sentence;
    const left = this.grid.columnBox(Math.max(0, found.column)).left - this.grid.element.scrollLeft;
    put(this.element, "left", Math.max(4, Math.min(left, stage.width - WIDEST - 8)));
    this.element.style.transform = `translateY(${stage.head + (found.position + 1) * rowHeight - scrollY + 2}px)`;
  }

  private find(): { position: number; column: number; sentence: string } | null {
    const { board } = this;
    const { position, column } = board.selection.active;
    const row = board.visible.rows[position];
    const own = row === undefined ? undefined : board.errors.get(`${board.plan.columns.id[row]} ${board.columns[column]?.name}`);
    if (own) return { position, column, sentence: own };
    for (const [key, sentence] of board.errors) {
      const [id, field] = key.split(" ");
      const at = board.visible.position[board.plan.rowOf(Number(id)) ?? -1] ?? -1;
      if (at >= 0) return { position: at, column: board.columns.findIndex((c) => c.name === field), sentence };
    }
    const first = board.errors.values().next().value;
    return first ? { position, column, sentence: first } : null;
  }
}
