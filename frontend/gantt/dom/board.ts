// The state behind the screen: what is loaded, folded, chosen, zoomed, and what waits for confirmation. No DOM.
import type { Answer, Edit, WireData } from "../model/contract";
import { dayStart } from "../model/dates";
import type { View } from "../model/layout";
import { Plan } from "../model/plan";
import { CrossingIndex, RELATION_KINDS } from "../model/relations";
import { type Scale, ZOOM_WIDTHS, extent, toX } from "../model/scale";
import { type Visible, visibleRows } from "../model/tree";
import { EVERYTHING, type Ghost, type NewLink, type Options } from "../draw/pen";
import { type Column, COLUMNS, type Reading } from "../edit/columns";
import { type Draft, EMPTY } from "../edit/draft";
import { type Selection, at, chosenRows } from "../edit/selection";
import type { Say } from "../words";

export interface Environment {
  say: Say;
  lang: string;
  fiscalMonth: number;
  today: number; // tick
}

export class Board {
  plan!: Plan;
  visible!: Visible;
  folded = new Set<number>();
  selection: Selection = at(0, 0);
  scale: Scale = { origin: 0, pixelsPerDay: ZOOM_WIDTHS.day };
  lastDay = 0;
  options: Options = { ...EVERYTHING };
  draft: Draft = EMPTY;
  ghosts: ReadonlyMap<number, Ghost> = new Map();
  dropped: ReadonlySet<number> = new Set(); // rows that the draft deletes
  newLinks: NewLink[] = []; // that the draft draws
  typed = new Map<string, string>(); // "id column" -> text that waits
  errors = new Map<string, string>(); // "id column" -> sentence
  relation = -1;
  hidden = new Set<string>(COLUMNS.filter((c) => !c.shown).map((c) => c.name));
  widths = new Map<string, number>();
  narrow = false;
  private index: CrossingIndex | null = null;
  private readonly listeners: (() => void)[] = [];

  constructor(readonly env: Environment) {}

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  changed(): void {
    for (const listener of this.listeners) listener();
  }

  get ready(): boolean {
    return this.plan !== undefined;
  }

  load(wire: WireData): void {
    const first = !this.ready;
    const activeId = first ? null : this.activeId();
    this.plan = new Plan(wire);
    this.reshape(activeId);
    this.stretch(first);
    this.changed();
  }

  /** The chart's days; the origin stays once shown, so that nothing jumps. */
  private stretch(first: boolean): void {
    const { first: firstDay, last } = extent(this.plan.head.start, this.plan.head.finish);
    if (first || dayStart(firstDay) < this.scale.origin) this.scale = { ...this.scale, origin: dayStart(firstDay) };
    this.lastDay = Math.max(this.lastDay, last);
  }

  take(answer: Answer): void {
    const activeId = this.activeId();
    const reshaped = this.plan.take(answer);
    if (reshaped) this.reshape(activeId);
    this.stretch(false);
    this.relation = -1;
  }

  private reshape(activeId: number | null): void {
    this.visible = visibleRows(this.plan, this.folded);
    this.index = null;
    if (activeId !== null) this.follow(activeId);
    const last = Math.max(0, this.rowCount - 1);
    const { anchor, active } = this.selection;
    const held = (cell: typeof anchor) => ({ ...cell, position: Math.min(cell.position, last) });
    this.selection = { ...this.selection, anchor: held(anchor), active: held(active) };
  }

  /** Keep the active cell on the row it was on, when the rows around it change. */
  private follow(id: number): void {
    const row = this.plan.rowOf(id);
    const position = row === undefined ? -1 : this.visible.position[row]!;
    if (position < 0 || position === this.selection.active.position) return;
    const shift = position - this.selection.active.position;
    const { anchor, active } = this.selection;
    const moved = (cell: typeof anchor) => ({ ...cell, position: Math.max(0, cell.position + shift) });
    this.selection = { ...this.selection, anchor: moved(anchor), active: moved(active) };
  }

  /** Rows that show, without the empty one at the end in which a new activity is written. */
  get rowCount(): number {
    return this.visible.rows.length;
  }

  get crossing(): CrossingIndex {
    this.index ??= new CrossingIndex(this.plan.relations, this.visible.position, this.rowCount);
    return this.index;
  }

  activeId(): number | null {
    const row = this.visible?.rows[this.selection.active.position];
    return row === undefined ? null : this.plan.columns.id[row]!;
  }

  get columns(): Column[] {
    return COLUMNS.filter((column) => (this.narrow ? column.name === "name" : !this.hidden.has(column.name)));
  }

  widthOf(column: Column): number {
    return this.narrow ? 132 : (this.widths.get(column.name) ?? column.width);
  }

  get reading(): Reading {
    return { plan: this.plan, lang: this.env.lang, today: Math.floor(this.env.today / 14400), say: this.env.say as (key: string) => string };
  }

  get contentWidth(): number {
    return toX(this.scale, dayStart(this.lastDay));
  }

  chosenIds(): number[] {
    const { id } = this.plan.columns;
    return chosenRows(this.selection, this.visible.rows, (row) => id[row]!, (found) => this.plan.rowOf(found));
  }

  chosenRows(): number[] {
    return this.chosenIds().map((id) => this.plan.rowOf(id)!);
  }

  fold(row: number, folded: boolean): void {
    const id = this.plan.columns.id[row]!;
    const activeId = this.activeId();
    if (folded) this.folded.add(id);
    else this.folded.delete(id);
    this.reshape(activeId);
    this.changed();
  }

  foldAll(folded: boolean): void {
    const activeId = this.activeId();
    this.folded.clear();
    if (folded) for (let row = 0; row < this.plan.size; row++) if (this.plan.ends[row]! > row + 1) this.folded.add(this.plan.columns.id[row]!);
    this.reshape(activeId);
    this.changed();
  }

  select(selection: Selection): void {
    this.selection = selection;
    this.relation = -1;
    this.changed();
  }

  /** Draft and ghosts together: the ghosts are the answer's rows whose dates differ. */
  setDraft(draft: Draft): void {
    this.draft = draft;
    if (draft.phase === "idle") this.typed.clear();
    this.ghosts = draft.answer && draft.phase !== "idle" ? this.ghostsOf(draft.answer) : new Map();
    this.dropped = new Set(draft.edits.flatMap((edit) => (edit.op === "delete" ? this.subtree(edit.id) : [])));
    this.newLinks = draft.edits.flatMap((edit) => (edit.op === "link" ? this.newLink(edit) : []));
    for (const error of draft.errors) this.errors.set(`${error.id} ${error.field}`, error.sentence);
  }

  private subtree(id: number): number[] {
    const row = this.plan.rowOf(id);
    return row === undefined ? [] : Array.from({ length: this.plan.ends[row]! - row }, (_, i) => row + i);
  }

  private newLink(edit: Extract<Edit, { op: "link" }>): NewLink[] {
    const [predecessor, successor] = [this.plan.rowOf(Number(edit.predecessor)), this.plan.rowOf(Number(edit.successor))];
    return predecessor === undefined || successor === undefined ? [] : [{ predecessor, successor, kind: RELATION_KINDS.indexOf(edit.kind) }];
  }

  /** From the changed rows; from the whole structure where rows or relations come, go or move. */
  private ghostsOf({ changed, structure }: Answer): Map<number, Ghost> {
    const found = new Map<number, Ghost>();
    const { start, finish, critical } = this.plan.columns;
    for (const from of structure ? [changed, structure.columns] : [changed]) {
      from.id.forEach((id, i) => {
        const row = this.plan.rowOf(id);
        if (row === undefined) return;
        const ghost = { start: from.start?.[i] ?? start[row]!, finish: from.finish?.[i] ?? finish[row]!, critical: (from.critical?.[i] ?? critical[row]) === 1 };
        if (ghost.start !== start[row] || ghost.finish !== finish[row]) found.set(row, ghost);
      });
    }
    return found;
  }

  view(pane: Pick<View, "scrollX" | "scrollY" | "width" | "height" | "head" | "rowHeight">): View {
    return { ...pane, plan: this.plan, rows: this.visible.rows, position: this.visible.position, scale: this.scale };
  }
}
