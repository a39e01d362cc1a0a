// What a button or a key does. Each one is a sentence of the keyboard help.
import { formatBlock, parseBlock } from "../edit/clipboard";
import { editable } from "../edit/columns";
import { nudged } from "../edit/drag";
import type { Mode } from "../edit/draft";
import { type Refusal, chain, unchain } from "../edit/links";
import { pasteEdits } from "../edit/paste";
import { deleteEdits, insertEdit, levelEdits, shiftEdits } from "../edit/rows";
import { type Selection, at, block, moved } from "../edit/selection";
import type { Edit } from "../model/contract";
import { ZOOM_WIDTHS, type Zoom } from "../model/scale";
import type { Word } from "../words";
import type { Board } from "./board";
import type { Editor } from "./editor";
import type { Grid } from "./grid";
import type { Session } from "./session";
import type { Viewport } from "./viewport";

export class Commands {
  private temps = 0;

  constructor(
    readonly board: Board,
    readonly session: Session,
    readonly viewport: Viewport,
    readonly grid: Grid,
    readonly editor: Editor,
    readonly announce: (sentence: string) => void,
    readonly whisper: (sentence: string) => void, // for those who listen, not for those who look
  ) {}

  private temp = (): string => `t${++this.temps}`;

  private phrase = (refusal: Refusal): string => this.board.env.say(refusal.key as Word, refusal.params);

  // choosing

  private get lines(): number {
    return this.board.rowCount + (this.board.plan.head.can_edit ? 1 : 0);
  }

  go(selection: Selection): void {
    this.board.select(selection);
    this.viewport.showRow(selection.active.position);
    this.grid.reveal(selection.active.column);
    this.tell();
  }

  choose(position: number, column: number): void {
    this.go(at(position, column));
  }

  step(down: number, right: number, extend = false): void {
    this.go(moved(this.board.selection, down, right, this.lines, this.board.columns.length, extend));
  }

  /** Tab: the next cell, then the next row's first. */
  next(back: boolean): void {
    const { position, column } = this.board.selection.active;
    const count = this.board.columns.length;
    const flat = position * count + column + (back ? -1 : 1);
    if (flat >= 0 && flat < this.lines * count) this.go(at(Math.floor(flat / count), flat % count));
  }

  toEdge(down: -1 | 0 | 1, right: -1 | 0 | 1, extend: boolean): void {
    const far = 1e9;
    this.step(down * far, right * far, extend);
  }

  all(): void {
    const last = Math.max(0, this.board.rowCount - 1);
    this.board.select({ anchor: { position: 0, column: 0 }, active: { position: last, column: 0 }, wholeRows: true, extra: new Set() });
  }

  /** The active cell, for a screen reader. */
  tell(): void {
    const { board } = this;
    const { position, column } = board.selection.active;
    const row = board.visible.rows[position];
    const shown = board.columns[column];
    if (!shown) return;
    if (row === undefined) return this.tellNew(shown.name === "name");
    const value = shown.text(board.reading, row) || board.env.say("empty");
    const error = board.errors.get(`${board.plan.columns.id[row]} ${shown.name}`) ?? "";
    const words = { row: row + 1, name: board.plan.columns.name[row]!, column: board.env.say(shown.title as Word), value };
    this.speak(`${board.env.say("Row {row}: {name}, {column}: {value}", words)} ${error}`.trim());
  }

  /** The line below the last row holds nothing yet, and takes a name. */
  private tellNew(name: boolean): void {
    const { say } = this.board.env;
    this.speak(say(name ? "New row: type the name of an activity" : "New row: the name comes first"));
  }

  private speak(sentence: string): void {
    this.editor.input.setAttribute("aria-label", sentence);
    this.whisper(sentence);
  }

  // cells

  canType(): boolean {
    const { board } = this;
    const { position, column } = board.selection.active;
    const row = board.visible.rows[position];
    const shown = board.columns[column];
    if (!shown || !board.plan.head.can_edit) return false;
    return row === undefined ? shown.name === "name" : editable(shown, board.plan, row);
  }

  edit(): void {
    if (!this.canType()) return;
    const { board } = this;
    const row = board.visible.rows[board.selection.active.position];
    const column = board.columns[board.selection.active.column]!;
    const waiting = row === undefined ? "" : board.typed.get(`${board.plan.columns.id[row]} ${column.name}`);
    this.editor.open(waiting ?? column.text(board.reading, row!));
  }

  /** Begin with an empty cell. */
  clear(): void {
    if (this.canType()) this.editor.open("");
  }

  /** Take what was typed. False: it could not be read; the sentence stands beside the cell and the text stays. */
  commit(): boolean {
    const { editing, input } = this.editor;
    if (!editing) return true;
    const { board } = this;
    const row = board.visible.rows[editing.position];
    if (row === undefined) return this.commitNew(input.value);
    const column = board.columns[editing.column]!;
    const key = `${board.plan.columns.id[row]} ${column.name}`;
    board.errors.delete(key);
    const same = input.value === column.text(board.reading, row) && !board.typed.has(key);
    const edits = same ? [] : column.edits!(board.reading, row, input.value);
    if (!Array.isArray(edits)) {
      board.errors.set(key, this.phrase(edits));
      board.changed();
      return false;
    }
    if (edits.length) board.typed.set(key, input.value);
    this.editor.rest();
    this.session.propose(edits, column.name === "name" ? "keep" : "auto");
    board.changed();
    return true;
  }

  private commitNew(name: string): boolean {
    this.editor.rest();
    const { plan, selection: { active } } = this.board;
    this.session.afterwards = () => {
      if (this.board.selection.active.position === active.position && this.board.selection.active.column === 0) this.step(1, 0);
    };
    if (name.trim()) this.session.propose([insertEdit(plan, plan.size, name.trim(), this.temp())], "auto");
    this.board.changed();
    return true;
  }

  drop(): void {
    const { editing } = this.editor;
    const row = editing ? this.board.visible.rows[editing.position] : undefined;
    if (editing && row !== undefined) this.board.errors.delete(`${this.board.plan.columns.id[row]} ${this.board.columns[editing.column]!.name}`);
    this.editor.rest();
    this.board.changed();
  }

  // blocks

  copy(): string {
    const { board } = this;
    const columns = board.columns;
    const { top, bottom, left, right } = block(board.selection, columns.length);
    const rows: string[][] = [];
    for (let position = top; position <= Math.min(bottom, board.rowCount - 1); position++) {
      const row = board.visible.rows[position]!;
      rows.push(columns.slice(left, right + 1).map((column) => column.text(board.reading, row)));
    }
    return formatBlock(rows);
  }

  paste(text: string): void {
    const { board } = this;
    if (!board.plan.head.can_edit) return;
    const { top, left } = block(board.selection, board.columns.length);
    const target = { rows: board.visible.rows, top, left, columns: board.columns, phrase: this.phrase };
    const { edits, errors } = pasteEdits(board.reading, parseBlock(text), target, this.temp);
    for (const error of errors) board.errors.set(`${error.id} ${error.field}`, error.sentence);
    if (errors.length) this.announce(`${board.env.say("{count} cells could not be read.", { count: errors.length })} ${errors[0]!.sentence}`);
    this.session.propose(edits, "auto");
    board.changed();
  }

  // rows and links

  private rows(): number[] {
    return this.board.chosenRows();
  }

  private send(edits: Edit[], mode: Mode): void {
    this.session.propose(edits, mode);
  }

  level(by: 1 | -1): void {
    this.send(levelEdits(this.board.plan, this.rows(), by), "auto");
  }

  shift(by: 1 | -1): void {
    this.send(shiftEdits(this.board.plan, this.rows(), by), "auto");
  }

  /** The new row takes the place of the active one, ready to be written. */
  insert(): void {
    const { position } = this.board.selection.active;
    const row = this.board.visible.rows[position] ?? this.board.plan.size;
    this.session.afterwards = () => this.choose(position, 0);
    this.send([insertEdit(this.board.plan, row, this.board.env.say("New activity"), this.temp())], "auto");
  }

  remove(): void {
    const { board } = this;
    if (board.relation >= 0) return this.send([{ op: "unlink", id: board.plan.relations.id[board.relation]! }], "ask");
    this.send(deleteEdits(board.plan, this.rows()), "ask");
  }

  link(): void {
    this.send(chain(this.board.plan, this.rows()), "ask");
  }

  unlink(): void {
    this.send(unchain(this.board.plan, this.rows()), "ask");
  }

  nudge(grip: "move" | "finish", days: number): void {
    const row = this.board.visible.rows[this.board.selection.active.position];
    if (row !== undefined && !this.board.plan.isSummary(row)) this.send(nudged(this.board.plan, row, grip, days), "ask");
  }

  progress(by: number): void {
    const row = this.board.visible.rows[this.board.selection.active.position];
    if (row === undefined || this.board.plan.isSummary(row)) return;
    const { id, percent } = this.board.plan.columns;
    const after = Math.max(0, Math.min(100, percent[row]! + by));
    if (after !== percent[row]) this.send([{ op: "set", id: id[row]!, field: "percent", before: percent[row]!, after }], "auto");
  }

  fold(folded: boolean): void {
    for (const row of this.rows()) if (this.board.plan.ends[row]! > row + 1) this.board.fold(row, folded);
  }

  // the view

  zoom(to: Zoom): void {
    this.viewport.zoom(ZOOM_WIDTHS[to]);
  }

  scale(by: number): void {
    this.viewport.zoom(this.board.scale.pixelsPerDay * by);
  }

  goToday(): void {
    this.viewport.showTick(this.board.env.today);
  }

  showBar(): void {
    const row = this.board.visible.rows[this.board.selection.active.position];
    if (row !== undefined) this.viewport.showTick(this.board.plan.columns.start[row]!);
    this.viewport.showRow(this.board.selection.active.position);
  }

  /** The menu of the active row, at its cell. */
  menu(): void {
    const cell = document.getElementById(this.grid.cellId(this.board.selection.active.position, this.board.selection.active.column));
    const box = cell?.getBoundingClientRect();
    if (box) this.openMenu(box.left + 24, box.bottom);
  }
  openMenu: (x: number, y: number) => void = () => undefined; // the element puts the menu here

  scrollTime(pixels: number): void {
    this.viewport.scrollTo(this.viewport.scrollX + pixels, null);
  }
}
