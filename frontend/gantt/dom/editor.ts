// The one input of the table. It has the keyboard even while nothing is typed: an input method (かな漢字変換) must find an
// input before the first key, or that key is lost. While idle it is invisible and lies over the active cell.
import { CONSTRAINT_WORDS } from "../edit/columns";
import type { Word } from "../words";
import type { Board } from "./board";
import type { Grid } from "./grid";
import { make, put } from "./make";

export interface Editing {
  position: number;
  column: number;
}

export class Editor {
  readonly input = make("input", "kg-input", { type: "text", autocomplete: "off", spellcheck: "false", "aria-autocomplete": "none", enterkeyhint: "done" });
  readonly choices = make("datalist", "", { id: "kg-choices" });
  editing: Editing | null = null;
  composing = false;

  constructor(private readonly board: Board, private readonly grid: Grid, private readonly begun: () => boolean) {
    this.input.addEventListener("compositionstart", () => {
      if (!this.editing && !this.begun()) return this.refuse();
      this.composing = true;
      this.typedInto();
    });
    this.input.addEventListener("compositionend", () => (this.composing = false));
    this.input.addEventListener("beforeinput", (event) => {
      if (!this.editing && !this.begun()) event.preventDefault();
    });
    this.input.addEventListener("input", () => this.typedInto());
    this.input.setAttribute("aria-label", board.env.say("Plan as a table"));
    this.rest();
  }

  /** A composition cannot be prevented, only broken off. */
  private refuse(): void {
    this.input.blur();
    this.input.value = "";
    this.input.focus({ preventScroll: true });
  }

  /** Typing into the idle input replaces the cell, as in Excel. */
  private typedInto(): void {
    if (!this.editing) this.open(null);
  }

  /** `text`: what to begin with; null keeps what the first key put there. */
  open(text: string | null): void {
    const { position, column } = this.board.selection.active;
    this.editing = { position, column };
    this.offer(this.board.columns[column]?.choices ?? []);
    this.input.classList.add("kg-editing");
    this.input.inputMode = "text";
    if (text !== null) {
      this.input.value = text;
      this.input.setSelectionRange(text.length, text.length);
    }
    this.input.focus({ preventScroll: true });
  }

  /** Where a cell takes one of a few values, the browser lists them. */
  private offer(choices: readonly string[]): void {
    const { say } = this.board.env;
    this.choices.replaceChildren(...choices.map((choice) => make("option", "", { value: say((CONSTRAINT_WORDS[choice] ?? choice) as Word) })));
    if (choices.length) this.input.setAttribute("list", this.choices.id);
    else this.input.removeAttribute("list");
  }

  rest(): void {
    this.editing = null;
    this.composing = false;
    this.input.value = "";
    this.input.classList.remove("kg-editing");
    this.input.inputMode = "none";
  }

  /** Over the active cell, or at the nearest edge while that is out of sight, so that nothing scrolls by itself. */
  place(scrollY: number, height: number, headHeight: number, rowHeight: number): void {
    const { position, column } = this.editing ?? this.board.selection.active;
    const { left, width } = this.grid.columnBox(column);
    const y = Math.max(0, Math.min(height - headHeight - rowHeight, position * rowHeight - scrollY));
    put(this.input, "left", left);
    put(this.input, "width", width);
    put(this.input, "height", rowHeight - 1);
    this.input.style.transform = `translateY(${y}px)`;
    const id = this.grid.cellId(position, column);
    if (id && this.input.getAttribute("aria-activedescendant") !== id) this.input.setAttribute("aria-activedescendant", id);
  }
}
