// <kaname-gantt>: puts the panes together, redraws when something changed, and hands events to commands.
import { watchTheme } from "./draw/palette";
import { at, toggled } from "./edit/selection";
import { rowBox, rowsInView } from "./model/layout";
import { SUMMARY } from "./model/plan";
import { AnswerBar } from "./dom/answerbar";
import { Board } from "./dom/board";
import { Chart } from "./dom/chart";
import { Commands } from "./dom/commands";
import { ConflictDialog } from "./dom/conflict";
import { ContextMenu } from "./dom/contextmenu";
import { Editor } from "./dom/editor";
import { ErrorNote } from "./dom/errornote";
import { Grid, type Spot } from "./dom/grid";
import { recall, remember } from "./dom/liking";
import { chartKey, tableKey } from "./dom/keys";
import { button, make, put } from "./dom/make";
import { Panes } from "./dom/panes";
import { Server } from "./dom/server";
import { Reorder } from "./dom/reorder";
import { Session } from "./dom/session";
import { pages, savePicture } from "./dom/sheets";
import { Toolbar } from "./dom/toolbar";
import { Tooltip } from "./dom/tooltip";
import { Twin } from "./dom/twin";
import { Viewport } from "./dom/viewport";
import { sayer } from "./words";
import { ZOOM_WIDTHS, type Zoom } from "./model/scale";

const NARROW = 640;

function dictionary(): Record<string, string> {
  const text = document.getElementById("gantt-words")?.textContent;
  return text ? (JSON.parse(text) as Record<string, string>) : {};
}

/** Now on the reader's wall clock, as the plan counts. */
function now(): number {
  const date = new Date();
  return Math.floor((date.getTime() - date.getTimezoneOffset() * 60_000) / 6_000);
}

export class KanameGantt extends HTMLElement {
  board!: Board;
  commands!: Commands;
  private viewport!: Viewport;
  private grid!: Grid;
  private chart!: Chart;
  private editor!: Editor;
  private toolbar!: Toolbar;
  private answer!: AnswerBar;
  private conflict!: ConflictDialog;
  private tooltip!: Tooltip;
  private twin!: Twin;
  private note!: ErrorNote;
  private menu!: ContextMenu;
  private reorder!: Reorder;
  private readonly live = make("div", "kg-said", { role: "status" });
  private readonly whispered = make("div", "kg-live", { "aria-live": "polite" });
  private readonly printed = make("div", "kg-printed kg-paper");
  private readonly waiting = make("p", "kg-waiting", { role: "status" });
  private cleanups: (() => void)[] = [];
  private dirty = true;
  private inChart = false; // where the keyboard was last

  connectedCallback(): void {
    if (this.board) return;
    const lang = document.documentElement.lang.startsWith("ja") ? "ja" : "en";
    const today = this.dataset.today ? Number(this.dataset.today) : now();
    this.board = new Board({ say: sayer(dictionary()), lang, fiscalMonth: Number(this.dataset.fiscalMonth ?? (lang === "ja" ? 4 : 1)), today });
    const zoom = this.dataset.zoom as Zoom | undefined; // what fits the plan; what the reader liked last comes after it
    if (zoom && zoom in ZOOM_WIDTHS) this.board.scale = { ...this.board.scale, pixelsPerDay: ZOOM_WIDTHS[zoom] };
    this.build();
    this.listen();
    this.board.onChange(() => this.refresh());
    void this.open();
  }

  disconnectedCallback(): void {
    for (const cleanup of this.cleanups) cleanup();
    this.cleanups = [];
  }

  private build(): void {
    const { board } = this;
    const address = (name: string) => this.dataset[name] ?? "";
    const server = new Server({ data: address("url"), edits: address("editsUrl"), undo: address("undoUrl"), baselines: address("baselinesUrl") });
    const session = new Session(board, server, (sentence) => this.say(sentence));
    this.viewport = new Viewport(board, () => this.draw());
    recall(board, this.viewport);
    this.grid = new Grid(board);
    this.editor = new Editor(board, this.grid, () => this.commands.canType());
    this.tooltip = new Tooltip(board, this.viewport);
    this.chart = new Chart(board, this.viewport, (edits) => session.propose(edits, "ask"), (at) => this.tooltip.point(at, this.chart.drag));
    this.commands = new Commands(board, session, this.viewport, this.grid, this.editor, (sentence) => this.say(sentence), (sentence) => (this.whispered.textContent = sentence));
    this.toolbar = new Toolbar(board, this.commands, { baselines: Boolean(this.dataset.baselinesUrl), print: () => print(), picture: () => savePicture(board, this.chart.scene(), this.printed), slides: this.dataset.slidesUrl ? () => this.saveSlides(board, session) : null, chooseBaseline: (number) => this.showBaseline(session, number) });
    this.answer = new AnswerBar(board, session, () => this.refocus());
    this.conflict = new ConflictDialog(board, (mine) => session.dispatch({ type: "resolve", mine }), () => session.dispatch({ type: "cancel" }));
    this.twin = new Twin(board);
    this.note = new ErrorNote(board, this.grid);
    this.menu = new ContextMenu(board, this.commands, () => this.refocus());
    this.commands.openMenu = (x, y) => this.menu.open(x, y);
    this.reorder = new Reorder(board, this.viewport, this.grid.body, () => this.grid.columnBox(0).left, (edits) => session.propose(edits, "auto"));
    this.compose();
  }

  private compose(): void {
    const panes = new Panes(this.board, this.viewport, this.grid, () => this.resize());
    this.grid.over.append(this.editor.input, this.editor.choices, this.reorder.line);
    this.chart.canvas.append(this.twin.element);
    this.viewport.stage.append(this.grid.element, panes.splitter, this.chart.canvas, this.note.element, this.tooltip.element);
    this.toolbar.element.append(this.live);
    this.viewport.frame.append(this.waiting);
    this.replaceChildren(this.toolbar.element, this.viewport.frame, this.answer.element, this.whispered, this.conflict.element, this.menu.element, this.printed);
  }

  private refocus(): void {
    (this.inChart ? this.chart.canvas : this.editor.input).focus({ preventScroll: true });
  }

  private async open(): Promise<void> {
    const { say } = this.board.env;
    this.viewport.stage.hidden = true;
    this.waiting.replaceChildren(say("Loading the plan…"));
    await this.commands.session.reload();
    if (!this.board.ready) return this.waiting.replaceChildren(say("The plan could not be loaded."), button(say("Try again"), "kg-primary", () => void this.open()));
    this.waiting.remove();
    this.viewport.stage.hidden = false;
    this.resize();
    this.viewport.showTick(this.board.plan.head.status_date ?? this.board.plan.head.start, this.viewport.chartWidth / 3);
    if (!this.showAsked()) this.showWork();
    if (this.board.plan.size === 0) this.say(this.board.env.say("This plan has no rows yet."));
    else this.say(this.board.plan.head.can_edit ? "" : this.board.env.say("Read only: you may look at this plan, not change it."));
  }

  /** An address with ?activity=ID opens at that activity. */
  private showAsked(): boolean {
    const row = this.board.plan.rowOf(Number(new URLSearchParams(location.search).get("activity") ?? NaN));
    if (row === undefined) return false;
    this.commands.choose(this.board.visible.position[row]!, 0);
    this.commands.showBar();
    return true;
  }

  /** A page that asks for it opens where the work is: at the first row still to do, unless the first screen holds it. */
  private showWork(): void {
    const { plan, visible } = this.board;
    if (this.dataset.open !== "work" || plan.head.status_date === null) return;
    const { kind, percent } = plan.columns;
    const position = visible.rows.findIndex((row) => kind[row] !== SUMMARY && percent[row]! < 100);
    if (position >= 0) this.board.select(at(position, 0)); // the keyboard begins there too
    const { rowHeight, height, head } = this.viewport;
    if ((position + 1) * rowHeight < height - head) return;
    this.viewport.scrollTo(null, (position - 2) * rowHeight); // with what was done last above it
  }

  /** Where an activity's bar lies on the screen, for guides and tests; null while its row is folded or it has no dates. */
  barOf(id: number): DOMRect | null {
    const position = this.board.visible.position[this.board.plan.rowOf(id) ?? -1] ?? -1;
    const box = position < 0 ? null : rowBox(this.viewport.view(), position);
    const pane = this.chart.canvas.getBoundingClientRect();
    return box && new DOMRect(pane.left + box.left, pane.top + box.top, box.right - box.left, box.bottom - box.top);
  }

  private showBaseline(session: Session, number: number | null): void {
    session.baseline = number;
    void session.reload();
  }

  private saveSlides(board: Board, session: Session): void {
    const url = new URL(this.dataset.slidesUrl!, location.href);
    const hidden = board.plan.columns.id.filter((id) => board.folded.has(id));
    if (hidden.length > 0) url.searchParams.set("fold", hidden.join(","));
    if (session.baseline !== null) url.searchParams.set("baseline", String(session.baseline));
    location.assign(url); // a download: the page stays
  }

  private say(sentence: string): void {
    this.live.textContent = sentence;
  }

  private refresh(): void {
    this.dirty = true;
    this.viewport.invalidate();
  }

  private resize(): void {
    put(this, "--kg-top", Math.round(this.getBoundingClientRect().top + scrollY)); // fills the window below what stands above it
    const width = this.clientWidth;
    this.board.narrow = width < NARROW;
    this.viewport.rowHeight = matchMedia("(pointer: coarse)").matches ? 36 : 28;
    put(this, "--kg-row", this.viewport.rowHeight);
    const most = this.board.narrow ? 132 : Math.max(160, width - 220);
    this.viewport.gridWidth = this.board.narrow ? 132 : Math.min(Math.max(160, this.viewport.askedWidth), most);
    this.viewport.measure();
    put(this.grid.element, "width", this.viewport.gridWidth);
    this.classList.toggle("kg-narrow", this.board.narrow);
    this.chart.resize();
    if (this.board.draft.phase !== "idle") this.viewport.showRow(this.board.selection.active.position); // the answer covers none of it
    this.refresh();
  }

  /** One frame. Scrolling alone touches only rows that came into view; a change fills all of them. */
  private draw(): void {
    if (!this.board.ready) return;
    if (this.dirty) this.settle();
    const { scrollY, height, head, rowHeight } = this.viewport;
    this.chart.draw(); // before any cell changes: text on a canvas asks for styles, which are still clean here
    this.grid.render(scrollY, height, head, rowHeight, this.viewport.rushing ? this.viewport.gridWidth + this.grid.element.scrollLeft : Infinity);
    this.editor.place(scrollY, height, head, rowHeight);
    this.note.place(scrollY, rowHeight, this.viewport);
    this.twin.later(rowsInView(this.viewport.view()));
  }

  private settle(): void {
    this.dirty = false;
    this.grid.touch();
    this.grid.count();
    this.chart.forget();
    this.viewport.extend();
    this.toolbar.render();
    this.answer.render();
    this.conflict.render();
    clearTimeout(this.liking);
    this.liking = window.setTimeout(() => remember(this.board, this.viewport), 800);
  }
  private liking = 0;

  private listen(): void {
    const { editor, chart, commands, grid } = this;
    editor.input.addEventListener("keydown", (event) => tableKey(event, commands, chart));
    editor.input.addEventListener("blur", () => commands.commit());
    editor.input.addEventListener("focus", () => (this.inChart = false));
    chart.canvas.addEventListener("focus", () => (this.inChart = true));
    chart.canvas.addEventListener("keydown", (event) => chartKey(event, commands, chart));
    chart.canvas.addEventListener("dblclick", () => this.commands.showBar());
    editor.input.addEventListener("copy", (event) => this.copied(event));
    editor.input.addEventListener("paste", (event) => this.pasted(event));
    grid.body.addEventListener("pointerdown", (event) => this.gripped(event));
    grid.body.addEventListener("pointerover", (event) => this.swept(event));
    grid.body.addEventListener("dblclick", (event) => {
      if (grid.spot(event.target)?.twist === false || event.target === editor.input) commands.edit();
    });
    for (const pane of [grid.body, chart.canvas, editor.input] as HTMLElement[]) pane.addEventListener("contextmenu", (event) => this.asked(event));
    this.watch();
  }

  /** The right button: on a row that is not chosen it chooses it first. The keyboard's own menu key comes without a row. */
  private asked(event: MouseEvent): void {
    if (this.editor.editing) return;
    event.preventDefault();
    if (event.target === this.editor.input && event.button !== 2) return; // Shift+F10 was answered as a key
    const { board, viewport } = this;
    const top = this.grid.body.getBoundingClientRect().top;
    const position = Math.floor((event.clientY - top + viewport.scrollY) / viewport.rowHeight);
    const row = board.visible.rows[position];
    if (row === undefined || event.clientY < top) return;
    const id = board.plan.columns.id[row]!;
    if (!board.chosenIds().includes(id)) board.select(at(position, Math.max(0, this.grid.spot(event.target)?.column ?? 0)));
    this.commands.openMenu(event.clientX, event.clientY);
  }

  private watch(): void {
    const sizes = new ResizeObserver(() => this.board.ready && this.resize());
    sizes.observe(this);
    sizes.observe(this.viewport.frame);
    const prepare = () => this.printed.replaceChildren(...pages(this.board, this.chart.scene(), this.printed));
    const finish = () => this.printed.replaceChildren();
    addEventListener("beforeprint", prepare);
    addEventListener("afterprint", finish);
    this.cleanups.push(watchTheme(() => this.chart.repaint()), () => sizes.disconnect(), () => removeEventListener("beforeprint", prepare), () => removeEventListener("afterprint", finish));
  }

  private copied(event: ClipboardEvent): void {
    if (this.editor.editing) return;
    event.preventDefault();
    event.clipboardData?.setData("text/plain", this.commands.copy());
  }

  private pasted(event: ClipboardEvent): void {
    if (this.editor.editing) return;
    event.preventDefault();
    this.commands.paste(event.clipboardData?.getData("text/plain") ?? "");
  }

  /** The mouse drawn over cells chooses a block, as in Excel. */
  private swept(event: PointerEvent): void {
    if (this.reorder.active || event.buttons !== 1 || event.pointerType !== "mouse" || this.editor.editing) return;
    const spot = this.grid.spot(event.target);
    if (!spot) return;
    const { selection } = this.board;
    this.board.select({ ...selection, active: { position: spot.position, column: Math.max(0, spot.column) } });
    this.viewport.showRow(spot.position);
  }

  private gripped(event: PointerEvent): void {
    const spot = this.grid.spot(event.target);
    if (!spot || event.button !== 0) return;
    event.preventDefault(); // the keyboard stays in the one input
    if (!this.commands.commit()) return;
    const { board } = this;
    const row = board.visible.rows[spot.position];
    if (spot.twist && row !== undefined) board.fold(row, !board.folded.has(board.plan.columns.id[row]!));
    else if (this.carries(event, spot, row)) this.reorder.begin(event, row!, () => board.select({ ...at(spot.position, 0), wholeRows: true }));
    else if (event.shiftKey) board.select({ ...board.selection, active: { position: spot.position, column: Math.max(0, spot.column) }, wholeRows: spot.column < 0 });
    else if ((event.ctrlKey || event.metaKey) && row !== undefined) board.select(toggled(board.selection, board.plan.columns.id[row]!, spot.position));
    else board.select({ ...at(spot.position, Math.max(0, spot.column)), wholeRows: spot.column < 0 });
    this.editor.input.focus({ preventScroll: true });
    this.commands.tell();
  }

  /** A chosen row's number is its handle, as in Microsoft Project. */
  private carries(event: PointerEvent, spot: Spot, row: number | undefined): boolean {
    if (spot.column >= 0 || row === undefined || event.shiftKey || event.ctrlKey || event.metaKey) return false;
    return this.board.plan.head.can_edit && this.board.chosenIds().includes(this.board.plan.columns.id[row]!);
  }
}
