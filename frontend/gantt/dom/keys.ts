// Keys to commands, in the table and in the chart. Microsoft Project's where it has them.
import type { Chart } from "./chart";
import type { Commands } from "./commands";

type Binding = [when: (e: KeyboardEvent) => boolean, act: (c: Commands, chart: Chart) => void];

const chord = (e: KeyboardEvent): string => `${e.ctrlKey || e.metaKey ? "C" : ""}${e.altKey ? "A" : ""}${e.shiftKey ? "S" : ""}`;
const key = (modifiers: string, ...keys: string[]) => (e: KeyboardEvent): boolean => chord(e) === modifiers && keys.includes(e.key);
const code = (modifiers: string, ...codes: string[]) => (e: KeyboardEvent): boolean => chord(e) === modifiers && codes.includes(e.code);

const COMMON: Binding[] = [
  [key("C", "z", "Z"), (c) => void c.session.undo()],
  [key("C", "Enter"), (c) => c.session.dispatch({ type: "confirm" })],
  [code("AS", "ArrowRight"), (c) => c.level(1)],
  [code("AS", "ArrowLeft"), (c) => c.level(-1)],
  [code("AS", "ArrowUp"), (c) => c.shift(-1)],
  [code("AS", "ArrowDown"), (c) => c.shift(1)],
  [code("AS", "Minus", "NumpadSubtract"), (c) => c.fold(true)],
  [(e) => chord(e) === "AS" && ["Equal", "Semicolon", "NumpadAdd"].includes(e.code), (c) => c.fold(false)],
  [code("A", "ArrowRight"), (c) => c.scrollTime(200)],
  [code("A", "ArrowLeft"), (c) => c.scrollTime(-200)],
  [code("A", "Home"), (c) => c.viewport.showTick(c.board.plan.head.start, 20)],
  [code("A", "End"), (c) => c.viewport.showTick(c.board.plan.head.finish, c.viewport.chartWidth - 60)],
  [key("CS", "F5"), (c) => c.showBar()],
  [key("C", "F2"), (c) => c.link()],
  [key("CS", "F2"), (c) => c.unlink()],
  [key("", "Insert"), (c) => c.insert()],
  [key("S", "F10"), (c) => c.menu()],
  [key("", "ContextMenu"), (c) => c.menu()],
  [key("", "Delete"), (c) => c.remove()],
  [key("C", "a", "A"), (c) => c.all()],
  [key("", "PageDown"), (c) => c.step(c.viewport.pageRows, 0)],
  [key("", "PageUp"), (c) => c.step(-c.viewport.pageRows, 0)],
  [key("C", "Home"), (c) => c.toEdge(-1, -1, false)],
  [key("C", "End"), (c) => c.toEdge(1, 1, false)],
];

const TABLE: Binding[] = [
  [key("", "ArrowDown"), (c) => c.step(1, 0)],
  [key("", "ArrowUp"), (c) => c.step(-1, 0)],
  [key("", "ArrowRight"), (c) => c.step(0, 1)],
  [key("", "ArrowLeft"), (c) => c.step(0, -1)],
  [key("S", "ArrowDown"), (c) => c.step(1, 0, true)],
  [key("S", "ArrowUp"), (c) => c.step(-1, 0, true)],
  [key("S", "ArrowRight"), (c) => c.step(0, 1, true)],
  [key("S", "ArrowLeft"), (c) => c.step(0, -1, true)],
  [key("CS", "ArrowDown", "End"), (c) => c.toEdge(1, 0, true)],
  [key("CS", "ArrowUp", "Home"), (c) => c.toEdge(-1, 0, true)],
  [key("C", "ArrowDown"), (c) => c.toEdge(1, 0, false)],
  [key("C", "ArrowUp"), (c) => c.toEdge(-1, 0, false)],
  [key("", "Home"), (c) => c.toEdge(0, -1, false)],
  [key("", "End"), (c) => c.toEdge(0, 1, false)],
  [key("", "Enter"), (c) => c.step(1, 0)],
  [key("S", "Enter"), (c) => c.step(-1, 0)],
  [key("", "F2"), (c) => c.edit()],
  [key("", "Backspace"), (c) => c.clear()],
];

const CHART: Binding[] = [
  [key("", "ArrowDown"), (c) => c.step(1, 0)],
  [key("", "ArrowUp"), (c) => c.step(-1, 0)],
  [key("", "ArrowRight"), (c) => c.nudge("move", 1)],
  [key("", "ArrowLeft"), (c) => c.nudge("move", -1)],
  [key("S", "ArrowRight"), (c) => c.nudge("finish", 1)],
  [key("S", "ArrowLeft"), (c) => c.nudge("finish", -1)],
  [(e) => e.key === "+" || e.key === ";", (c) => c.scale(1.5)],
  [(e) => e.key === "-", (c) => c.scale(1 / 1.5)],
  [key("", "p"), (c) => c.progress(10)],
  [key("S", "P"), (c) => c.progress(-10)],
  [key("", "l"), (c, chart) => chart.beginLink(c)],
  [key("", "Enter"), (c, chart) => chart.endLink(c)],
  [key("", "Home"), (c) => c.viewport.showTick(c.board.plan.head.start, 20)],
  [key("", "End"), (c) => c.viewport.showTick(c.board.plan.head.finish, c.viewport.chartWidth - 60)],
];

function run(bindings: Binding[], event: KeyboardEvent, commands: Commands, chart: Chart): boolean {
  const found = bindings.find(([when]) => when(event));
  if (!found) return false;
  event.preventDefault();
  found[1](commands, chart);
  return true;
}

/** Esc: out of the cell, then out of the drag, then out of the draft. */
function escape(commands: Commands, chart: Chart): void {
  if (commands.editor.editing) commands.drop();
  else if (chart.cancel()) return;
  else if (chart.linkFrom >= 0) chart.dropLink(commands);
  else if (commands.board.draft.phase !== "idle") commands.session.dispatch({ type: "cancel" });
  else if (commands.board.errors.size) {
    commands.board.errors.clear();
    commands.board.changed();
  }
}

/** While a cell is open: only what ends it, the rest belongs to the input. */
function whileEditing(event: KeyboardEvent, commands: Commands): void {
  const after: Record<string, () => void> = {
    Enter: () => commands.step(event.shiftKey ? -1 : 1, 0),
    Tab: () => commands.next(event.shiftKey),
    ArrowDown: () => commands.step(1, 0),
    ArrowUp: () => commands.step(-1, 0),
  };
  if (event.key === "Escape" || !(event.key in after) || event.ctrlKey || event.altKey) return;
  event.preventDefault();
  if (commands.commit()) after[event.key]!();
}

export function tableKey(event: KeyboardEvent, commands: Commands, chart: Chart): void {
  if (event.isComposing || event.keyCode === 229 || commands.editor.composing) return;
  if (event.key === "Escape") return escape(commands, chart);
  if (commands.editor.editing && !(event.ctrlKey && event.key === "Enter")) return whileEditing(event, commands);
  if (commands.editor.editing && !commands.commit()) return;
  if (event.key === "Tab" && !event.ctrlKey) return tab(event, commands);
  if (event.key === "F6") return leave(event, chart.canvas);
  run([...TABLE, ...COMMON], event, commands, chart);
}

/** Tab walks the cells of a row; past its ends the keyboard leaves the table, so that nobody is caught in it. */
function tab(event: KeyboardEvent, commands: Commands): void {
  const { column } = commands.board.selection.active;
  const last = commands.board.columns.length - 1;
  if (event.shiftKey ? column === 0 : column === last) return;
  event.preventDefault();
  commands.next(event.shiftKey);
}

function leave(event: KeyboardEvent, to: HTMLElement): void {
  event.preventDefault();
  to.focus();
}

export function chartKey(event: KeyboardEvent, commands: Commands, chart: Chart): void {
  if (event.key === "Escape") return escape(commands, chart);
  if (event.key === "F6" || event.key === "F2") return leave(event, commands.editor.input);
  run([...CHART, ...COMMON], event, commands, chart);
}
