// What can be done to the row under the pointer, or to the chosen ones: the right button, a long press, Shift+F10.
import type { Word } from "../words";
import { hasChildren } from "../model/tree";
import type { Board } from "./board";
import type { Commands } from "./commands";
import { make, put } from "./make";

interface Item {
  word: Word;
  keys?: string;
  act?: () => void;
  href?: string;
  off?: boolean;
  before?: boolean; // a line above
}

export class ContextMenu {
  readonly element = make("div", "kg-context", { role: "menu", hidden: true });

  constructor(private readonly board: Board, private readonly commands: Commands, private readonly back: () => void) {
    this.element.setAttribute("aria-label", board.env.say("Actions for the row"));
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.element.addEventListener("focusout", (event) => {
      if (!this.element.contains(event.relatedTarget as Node | null)) this.element.hidden = true;
    });
    this.element.addEventListener("contextmenu", (event) => event.preventDefault());
  }

  private items(): Item[] {
    const { board, commands: c } = this;
    const row = board.visible.rows[board.selection.active.position];
    const fixed = !board.plan.head.can_edit;
    const writing: Item[] = fixed
      ? []
      : [
          { word: "Edit the cell", keys: "F2", act: () => c.edit(), off: !c.canType() },
          { word: "Add a row", keys: "Insert", act: () => c.insert(), before: true },
          { word: "Indent", keys: "Alt+Shift+→", act: () => c.level(1), off: row === undefined },
          { word: "Outdent", keys: "Alt+Shift+←", act: () => c.level(-1), off: row === undefined },
          { word: "Move up", keys: "Alt+Shift+↑", act: () => c.shift(-1), off: row === undefined },
          { word: "Move down", keys: "Alt+Shift+↓", act: () => c.shift(1), off: row === undefined },
          { word: "Link", keys: "Ctrl+F2", act: () => c.link(), off: board.chosenRows().length < 2, before: true },
          { word: "Unlink", keys: "Ctrl+Shift+F2", act: () => c.unlink(), off: row === undefined },
          { word: "Delete rows", keys: "Delete", act: () => c.remove(), off: row === undefined, before: true },
          { word: "Undo", keys: "Ctrl+Z", act: () => void c.session.undo() },
        ];
    if (row === undefined) return writing;
    const id = board.plan.columns.id[row]!;
    const folded = board.folded.has(id);
    const fold: Item[] = hasChildren(board.plan, row) ? [{ word: folded ? "Unfold" : "Fold", keys: folded ? "Alt+Shift++" : "Alt+Shift+-", act: () => c.fold(!folded) }] : [];
    return [
      { word: "Open the activity's page", href: `${board.plan.head.project_url}activities/${id}/` },
      { word: "Show the bar", keys: "Ctrl+Shift+F5", act: () => c.showBar() },
      ...fold,
      ...writing,
    ];
  }

  /** At a point of the element that holds the menu; the keyboard goes into it. */
  open(x: number, y: number): void {
    const parent = this.element.parentElement!.getBoundingClientRect();
    this.element.replaceChildren(...this.items().map((item) => this.line(item)));
    this.element.hidden = false;
    const { offsetWidth, offsetHeight } = this.element;
    put(this.element, "left", Math.max(4, Math.min(x - parent.left, parent.width - offsetWidth - 4)));
    put(this.element, "top", Math.max(4, Math.min(y - parent.top, parent.height - offsetHeight - 4)));
    this.lines()[0]?.focus();
  }

  private line(item: Item): HTMLElement {
    const keys = item.keys ? [make("kbd", "", { "aria-hidden": "true" }, item.keys)] : [];
    const words = [make("span", "", {}, this.board.env.say(item.word)), ...keys];
    const name = `kg-context-item${item.before ? " kg-context-before" : ""}`;
    if (item.href !== undefined) return make("a", name, { role: "menuitem", tabindex: -1, href: item.href }, ...words);
    const found = make("button", name, { type: "button", role: "menuitem", tabindex: -1, "aria-disabled": item.off ? "true" : undefined }, ...words);
    found.addEventListener("click", () => {
      if (item.off) return;
      this.close();
      item.act!();
    });
    return found;
  }

  private lines(): HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>("[role=menuitem]")];
  }

  close(): void {
    this.element.hidden = true;
    this.back();
  }

  private key(event: KeyboardEvent): void {
    const lines = this.lines();
    const now = lines.indexOf(document.activeElement as HTMLElement);
    const steps: Record<string, number> = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: lines.length - 1 };
    if (event.key === "Escape" || event.key === "Tab") this.close();
    else if (event.key in steps) lines.at(steps[event.key]! % lines.length)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
