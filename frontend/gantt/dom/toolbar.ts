// The row of buttons above the panes, and the two menus behind it.
import { COLUMNS } from "../edit/columns";
import type { Options } from "../draw/pen";
import type { Word } from "../words";
import { type Zoom, zoomOf } from "../model/scale";
import type { Board } from "./board";
import type { Commands } from "./commands";
import { button, make } from "./make";

const ZOOMS: [Zoom, Word][] = [["day", "Day"], ["week", "Week"], ["month", "Month"], ["quarter", "Quarter"]];
const LAYERS: [keyof Options, Word][] = [["critical", "Critical path"], ["float", "Float"], ["baseline", "Baseline"], ["relations", "Relations"], ["zigzag", "Progress line"], ["labels", "Labels"]];
const HELP: Word[] = [
  "Arrow keys: move. With Shift: choose several.", "Enter, F2: edit. Tab: next cell. Esc: back.", "Typing replaces the cell; Ctrl+C and Ctrl+V exchange blocks with Excel.",
  "Alt+Shift+→ and ←: indent, outdent; ↑ and ↓: move the rows. Alt+Shift+- and +: fold, unfold.", "Insert: new row above. Delete: delete the rows. Ctrl+Z: undo.",
  "A chosen row held by its number is carried elsewhere; sideways it changes its level. Right button or Shift+F10: actions for the row.", "Ctrl+F2: link the chosen rows. Ctrl+Shift+F2: unlink.",
  "Ctrl+Enter: confirm the shown consequence. Esc: cancel it.", "F6: between table and chart. In the chart: ← → move the bar by a day, with Shift stretch it; L draws a link; + and - zoom; P and Shift+P progress.",
  "Alt+← and →: scroll the time. Alt+Home, Alt+End: first and last day. Ctrl+Shift+F5: show the bar.", "Ctrl+wheel: zoom.",
];

export interface Extras {
  baselines: boolean; // may this reader save one?
  print: () => void;
  picture: () => void;
  slides: (() => void) | null;
  chooseBaseline: (number: number | null) => void;
}

export class Toolbar {
  readonly element = make("div", "kg-toolbar", { role: "toolbar" });
  private readonly zooms = new Map<Zoom, HTMLButtonElement>();
  private readonly writing: HTMLButtonElement[] = [];
  private readonly baseline = make("select", "kg-select");
  private filled = "";
  private undo!: HTMLButtonElement;

  constructor(private readonly board: Board, private readonly commands: Commands, private readonly extras: Extras) {
    const { say } = board.env;
    this.element.setAttribute("aria-label", say("Gantt chart tools"));
    this.element.append(this.zoomGroup(), this.editGroup(), this.menu("Show", this.layers()), this.menu("Columns", this.columnChoices()), this.menu("More", this.more()));
  }

  private icon(shape: string, word: Word, act: () => void, keys = ""): HTMLButtonElement {
    const label = this.board.env.say(word);
    return button("", `kg-icon kg-icon-${shape}`, act, { "aria-label": label, title: keys ? `${label} (${keys})` : label });
  }

  private group(...children: HTMLElement[]): HTMLElement {
    return make("div", "kg-group", { role: "group" }, ...children);
  }

  private zoomGroup(): HTMLElement {
    const { say } = this.board.env;
    const buttons = ZOOMS.map(([zoom, word]) => {
      const found = button(say(word), "kg-zoom", () => this.commands.zoom(zoom), { "aria-pressed": "false" });
      this.zooms.set(zoom, found);
      return found;
    });
    const c = this.commands;
    return this.group(...buttons, this.icon("minus", "Zoom out", () => c.scale(1 / 1.4), "-"), this.icon("plus", "Zoom in", () => c.scale(1.4), "+"), this.icon("fit", "Whole plan", () => c.viewport.fit()), button(say("Today"), "", () => c.goToday()));
  }

  private editGroup(): HTMLElement {
    const c = this.commands;
    const undo = this.icon("undo", "Undo", () => void c.session.undo(), "Ctrl+Z");
    const insert = this.icon("insert", "Add a row", () => c.insert(), "Insert");
    const remove = this.icon("delete", "Delete rows", () => c.remove(), "Delete");
    const out = this.icon("outdent", "Outdent", () => c.level(-1), "Alt+Shift+←");
    const into = this.icon("indent", "Indent", () => c.level(1), "Alt+Shift+→");
    const link = this.icon("link", "Link", () => c.link(), "Ctrl+F2");
    const unlink = this.icon("unlink", "Unlink", () => c.unlink(), "Ctrl+Shift+F2");
    this.undo = undo;
    this.writing.push(undo, insert, remove, out, into, link, unlink);
    return this.group(...this.writing);
  }

  private menu(word: Word, content: HTMLElement): HTMLElement {
    const summary = make("summary", "kg-button", {}, this.board.env.say(word));
    const details = make("details", "kg-menu", {}, summary, content);
    details.addEventListener("focusout", (event) => {
      if (!details.contains(event.relatedTarget as Node | null) && event.relatedTarget) details.open = false;
    });
    details.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !details.open) return;
      summary.focus(); // before what holds the keyboard disappears
      details.open = false;
    });
    document.addEventListener("pointerdown", (event) => {
      if (!details.contains(event.target as Node)) details.open = false;
    });
    return details;
  }

  private check(word: Word, on: boolean, change: (on: boolean) => void): HTMLElement {
    const box = make("input", "", { type: "checkbox" });
    box.checked = on;
    box.addEventListener("change", () => {
      change(box.checked);
      this.board.changed();
    });
    return make("label", "kg-choice", {}, box, this.board.env.say(word));
  }

  private layers(): HTMLElement {
    const { options } = this.board;
    const checks = LAYERS.map(([name, word]) => this.check(word, options[name], (on) => (options[name] = on)));
    this.baseline.setAttribute("aria-label", this.board.env.say("Baseline"));
    this.baseline.addEventListener("change", () => this.extras.chooseBaseline(this.baseline.value === "" ? null : Number(this.baseline.value)));
    return make("div", "kg-sheet", {}, ...checks, this.baseline);
  }

  private columnChoices(): HTMLElement {
    const { hidden } = this.board;
    const checks = COLUMNS.filter((c) => c.name !== "name").map((column) =>
      this.check(column.title as Word, !hidden.has(column.name), (on) => {
        if (on) hidden.delete(column.name);
        else hidden.add(column.name);
      }),
    );
    return make("div", "kg-sheet", {}, ...checks);
  }

  private more(): HTMLElement {
    const { say } = this.board.env;
    const act = (word: Word, does: () => void) => button(say(word), "kg-item", does);
    const help = make("ul", "kg-help", {}, ...HELP.map((line) => make("li", "", {}, say(line))));
    const save = this.extras.baselines ? [act("Save a baseline", () => this.askBaseline())] : [];
    const slides = this.extras.slides ? [act("Save as PowerPoint", this.extras.slides)] : [];
    return make("div", "kg-sheet kg-wide", {}, act("Unfold all", () => this.board.foldAll(false)), act("Fold all", () => this.board.foldAll(true)), ...save, act("Print", this.extras.print), act("Save as picture", this.extras.picture), ...slides, make("h3", "", {}, say("Keyboard")), help);
  }

  private askBaseline(): void {
    const { say } = this.board.env;
    const name = make("input", "kg-text", { type: "text", required: true, "aria-label": say("Name of the baseline") });
    const dialog = make("dialog", "kg-dialog", { "aria-label": say("Save a baseline") });
    dialog.addEventListener("close", () => dialog.remove()); // however it was closed
    const done = (value: string) => {
      dialog.close();
      if (value.trim()) void this.commands.session.saveBaseline(value.trim());
    };
    name.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) done(name.value);
    });
    dialog.append(make("h2", "", {}, say("Name of the baseline")), name, make("div", "kg-answer-buttons", {}, button(say("Cancel"), "", () => done("")), button(say("Save"), "kg-primary", () => done(name.value))));
    this.element.append(dialog);
    dialog.showModal();
  }

  /** The button says what it would take back. */
  private tellUndo(): void {
    const { say } = this.board.env;
    const what = this.board.plan.head.undo;
    const said = what ? say("Undo: {what}", { what }) : say("Undo");
    if (this.undo.getAttribute("aria-label") === said) return;
    this.undo.setAttribute("aria-label", said);
    this.undo.title = `${said} (Ctrl+Z)`;
  }

  render(): void {
    const now = zoomOf(this.board.scale.pixelsPerDay);
    for (const [zoom, element] of this.zooms) element.setAttribute("aria-pressed", String(zoom === now));
    for (const element of this.writing) element.disabled = !this.board.plan.head.can_edit;
    this.tellUndo();
    const { baselines, baseline } = this.board.plan;
    const wanted = JSON.stringify([baselines, baseline]);
    if (wanted === this.filled) return;
    this.filled = wanted;
    const choices = baselines.map((b) => make("option", "", { value: b.number, selected: b.number === baseline }, `${b.name} (${b.at.slice(0, 10)})`));
    this.baseline.replaceChildren(...(choices.length ? choices : [make("option", "", { value: "" }, this.board.env.say("No baseline"))]));
  }
}
