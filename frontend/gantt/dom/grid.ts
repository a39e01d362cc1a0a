// The tree table: as many row elements as fit, recycled by position; its head with widths to drag.
import type { Column } from "../edit/columns";
import type { Board } from "./board";
import { GridRow } from "./gridrow";
import { make, put } from "./make";

const STEP = 8192; // rows are placed from a base that moves in steps: huge offsets would blur

export interface Spot {
  position: number;
  column: number; // -1: the row number
  twist: boolean;
}

export class Grid {
  readonly element = make("div", "kg-table");
  readonly over = make("div", "kg-over"); // what lies over the cells: the input, the sentence beside a cell
  private readonly tree = make("div", "", { role: "treegrid", "aria-multiselectable": "true" });
  readonly body = make("div", "kg-body", { role: "rowgroup" });
  private readonly head = make("div", "kg-head", { role: "row", "aria-rowindex": "1" });
  private readonly headGroup = make("div", "kg-head-group", { role: "rowgroup" }, this.head);
  private readonly rows = make("div", "kg-rows", { role: "presentation" });
  private pool: GridRow[] = [];
  private columns: Column[] = [];
  private stamp = 0;
  private made = "";
  private seed = 0;

  constructor(private readonly board: Board) {
    this.tree.setAttribute("aria-label", board.env.say("Plan as a table"));
    this.body.append(this.rows);
    this.tree.append(this.headGroup, this.body);
    this.element.append(this.tree, this.over);
  }

  get numberWidth(): number {
    return this.board.narrow ? 0 : 44;
  }

  get contentWidth(): number {
    return this.numberWidth + this.columns.reduce((sum, column) => sum + this.board.widthOf(column), 0);
  }

  /** What changed on the board makes every row fill itself anew. */
  touch(): void {
    this.stamp++;
  }

  render(scrollY: number, height: number, headHeight: number, rowHeight: number, paneWidth: number): void {
    const { board } = this;
    this.rebuild(Math.ceil((height - headHeight) / rowHeight) + 1);
    const first = Math.max(0, Math.floor(scrollY / rowHeight));
    const base = Math.floor(scrollY / STEP) * STEP;
    if (base !== this.base) this.stamp++;
    this.base = base;
    this.rows.style.transform = `translateY(${base - scrollY}px)`;
    const filled = this.columnsWithin(paneWidth);
    const lines = board.rowCount + (board.plan.head.can_edit ? 1 : 0);
    for (let i = 0; i < this.pool.length; i++) {
      const position = first + i;
      const slot = this.pool[position % this.pool.length]!;
      if (position < lines) slot.show(position, base, rowHeight, this.stamp, filled);
      else slot.hide();
    }
  }
  private base = 0;

  private columnsWithin(width: number): number {
    let left = this.numberWidth;
    const past = this.columns.findIndex((column) => (left += this.board.widthOf(column)) > width);
    return past < 0 ? this.columns.length : past + 1;
  }

  /** New columns or a taller pane need new elements; anything else reuses them. */
  private rebuild(count: number): void {
    const columns = this.board.columns;
    const wanted = `${columns.map((c) => c.name).join(" ")} ${count} ${this.board.narrow}`;
    if (wanted !== this.made) {
      this.made = wanted;
      this.columns = columns;
      this.pool = Array.from({ length: count }, () => new GridRow(this.board, columns, this.seed++));
      this.rows.replaceChildren(...this.pool.map((row) => row.element));
      this.rebuildHead();
      this.resize();
    }
  }

  private rebuildHead(): void {
    const { say } = this.board.env;
    const cells = this.columns.map((column, i) => {
      const title = say(column.title as never);
      const grip = make("span", "kg-grip", { "data-column": i, title: say("Resize column {name}", { name: title }) });
      return make("div", `kg-cell kg-${column.align}`, { role: "columnheader", "aria-colindex": i + 2, title }, make("span", "kg-title", {}, title), grip);
    });
    const number = make("div", "kg-cell kg-number", { role: "columnheader", "aria-colindex": "1", "aria-label": say("Row") }, "#");
    this.head.replaceChildren(number, ...cells);
    this.tree.setAttribute("aria-colcount", String(this.columns.length + 1));
  }

  /** After a column's width changed. */
  resize(): void {
    this.columns.forEach((column, i) => put(this.head.children[i + 1] as HTMLElement, "width", this.board.widthOf(column)));
    for (const row of this.pool) row.widen();
    put(this.headGroup, "width", this.contentWidth);
    put(this.body, "width", this.contentWidth);
    put(this.over, "width", this.contentWidth);
  }

  count(): void {
    this.tree.setAttribute("aria-rowcount", String(this.board.rowCount + 1));
  }

  /** Left edge and width of a column's cell, in the table's content. */
  columnBox(index: number): { left: number; width: number } {
    const before = this.columns.slice(0, index).reduce((sum, column) => sum + this.board.widthOf(column), 0);
    return { left: this.numberWidth + before, width: this.columns[index] ? this.board.widthOf(this.columns[index]!) : 0 };
  }

  cellId(position: number, column: number): string {
    const row = this.pool[position % Math.max(1, this.pool.length)];
    return row?.position === position ? row.cellId(column) : "";
  }

  /** The cell of an event inside the body. */
  spot(target: EventTarget | null): Spot | null {
    const element = target as HTMLElement | null;
    const cell = element?.closest<HTMLElement>(".kg-cell");
    const row = this.pool.find((slot) => slot.element === cell?.parentElement);
    if (!cell || !row || row.position < 0) return null;
    return { position: row.position, column: Number(cell.getAttribute("aria-colindex")) - 2, twist: element!.classList.contains("kg-twist") };
  }

  /** Scroll the table sideways until a column shows. */
  reveal(column: number): void {
    const { left, width } = this.columnBox(column);
    const { scrollLeft, clientWidth } = this.element;
    if (left - this.numberWidth < scrollLeft) this.element.scrollLeft = left - this.numberWidth;
    else if (left + width > scrollLeft + clientWidth) this.element.scrollLeft = left + width - clientWidth;
  }
}
