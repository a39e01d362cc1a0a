// One recycled row of the table: its cells, and what they show of a visible position.
import { hasChildren } from "../model/tree";
import { formatDay } from "../model/dates";
import { type Column, type Reading, editable } from "../edit/columns";
import { block } from "../edit/selection";
import type { Board } from "./board";
import { make, put } from "./make";

interface Parts {
  cell: HTMLElement;
  text: Text;
}

export class GridRow {
  readonly element = make("div", "kg-row", { role: "row" });
  position = -1;
  private stamp = -1;
  private filled = 0;
  private readonly number: Parts;
  private readonly cells: Parts[];
  private readonly twist = make("span", "kg-twist", { "aria-hidden": "true" });

  constructor(private readonly board: Board, private readonly columns: Column[], key: number) {
    this.number = this.part("kg-cell kg-number", "rowheader", `kg-${key}-0`);
    this.cells = columns.map((column, i) => this.part(`kg-cell kg-${column.align} kg-of-${column.name}`, "gridcell", `kg-${key}-${i + 1}`));
    const name = columns.findIndex((column) => column.name === "name");
    if (name >= 0) this.cells[name]!.cell.prepend(this.twist);
    [this.number, ...this.cells].forEach(({ cell }, i) => cell.setAttribute("aria-colindex", String(i + 1)));
  }

  private part(name: string, role: string, id: string): Parts {
    const text = document.createTextNode("");
    const cell = make("div", name, { role, id }, text);
    this.element.append(cell);
    return { cell, text };
  }

  cellId(column: number): string {
    return this.cells[column]?.cell.id ?? "";
  }

  widen(): void {
    this.columns.forEach((column, i) => put(this.cells[i]!.cell, "width", this.board.widthOf(column)));
  }

  /** Fill the row anew when its position or the board changed; while pages fly by only the first `columns`, which are in view. */
  show(position: number, base: number, rowHeight: number, stamp: number, columns: number): void {
    if (position === this.position && stamp === this.stamp && columns <= this.filled) return;
    this.filled = columns;
    this.element.style.transform = `translateY(${position * rowHeight - base}px)`;
    this.position = position;
    this.stamp = stamp;
    this.element.hidden = false;
    if (position < this.board.rowCount) this.fill(this.board.visible.rows[position]!);
    else this.empty();
    this.mark();
  }

  hide(): void {
    if (this.position < 0) return;
    this.position = -1;
    this.element.hidden = true;
  }

  private fill(row: number): void {
    const { board } = this;
    const { level, id } = board.plan.columns;
    const parent = hasChildren(board.plan, row);
    const { element } = this;
    write(this.number.text, String(row + 1));
    element.classList.toggle("kg-is-summary", board.plan.isSummary(row));
    element.classList.toggle("kg-is-critical", board.options.critical && board.plan.columns.critical[row] === 1);
    element.classList.toggle("kg-is-inactive", board.plan.columns.active[row] === 0);
    element.classList.toggle("kg-is-dropped", board.dropped.has(row));
    element.classList.remove("kg-is-new");
    element.setAttribute("aria-rowindex", String(this.position + 2));
    element.setAttribute("aria-level", String(level[row]));
    if (parent) element.setAttribute("aria-expanded", String(!board.folded.has(id[row]!)));
    else element.removeAttribute("aria-expanded");
    this.twist.className = parent ? (board.folded.has(id[row]!) ? "kg-twist kg-closed" : "kg-twist kg-open") : "kg-twist";
    put(this.twist, "margin-inline-start", (level[row]! - 1) * (board.narrow ? 8 : 16));
    const { reading } = board;
    for (let i = 0; i < this.filled; i++) this.fillCell(this.cells[i]!, this.columns[i]!, row, id[row]!, reading);
  }

  private fillCell({ cell, text }: Parts, column: Column, row: number, id: number, reading: Reading): void {
    const { board } = this;
    const key = `${id} ${column.name}`;
    const ghost = column.name === "start" || column.name === "finish" ? board.ghosts.get(row)?.[column.name] : undefined;
    const typed = board.typed.get(key) ?? (ghost === undefined || ghost === board.plan.columns[column.name as "start"][row] ? undefined : formatDay(ghost, board.env.lang));
    write(text, typed ?? column.text(reading, row));
    cell.classList.toggle("kg-typed", typed !== undefined);
    cell.classList.toggle("kg-wrong", board.errors.has(key));
    cell.classList.toggle("kg-fixed", !editable(column, board.plan, row));
  }

  private empty(): void {
    this.element.className = "kg-row kg-is-new";
    this.element.setAttribute("aria-rowindex", String(this.position + 2));
    this.element.removeAttribute("aria-expanded");
    this.twist.className = "kg-twist";
    put(this.twist, "margin-inline-start", 0);
    write(this.number.text, "");
    this.cells.forEach(({ cell, text }, i) => {
      write(text, this.columns[i]!.name === "name" ? this.board.env.say("Add an activity here") : "");
      cell.classList.remove("kg-typed", "kg-wrong", "kg-fixed");
    });
  }

  private mark(): void {
    const { selection, rowCount, plan, visible } = this.board;
    const { top, bottom, left, right } = block(selection, this.columns.length);
    const inside = this.position >= top && this.position <= bottom;
    const extra = this.position < rowCount && selection.extra.has(plan.columns.id[visible.rows[this.position]!]!);
    this.element.setAttribute("aria-selected", String(inside || extra));
    this.element.classList.toggle("kg-is-chosen", inside || extra);
    this.cells.forEach(({ cell }, i) => {
      const active = this.position === selection.active.position && i === selection.active.column;
      cell.classList.toggle("kg-active", active);
      cell.classList.toggle("kg-inside", !active && inside && i >= left && i <= right);
    });
  }
}

function write(node: Text, text: string): void {
  if (node.data !== text) node.data = text;
}
