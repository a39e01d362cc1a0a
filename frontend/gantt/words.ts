// Every sentence the island says. The English sentence is the key; the server sends the other languages (words.json lists the keys).

export const WORDS = [
  // columns
  "Row", "Name", "WBS", "Duration", "Start", "Finish", "Predecessors", "Resources", "%", "Total float", "Free float", "Deadline",
  "Constraint", "Constraint date", "Actual start", "Actual finish", "Baseline start", "Baseline finish",
  // constraints
  "As soon as possible", "As late as possible", "Start no earlier than", "Start no later than", "Finish no earlier than",
  "Finish no later than", "Must start on", "Must finish on",
  // toolbar
  "Gantt chart tools", "Day", "Week", "Month", "Quarter", "Whole plan", "Zoom in", "Zoom out", "Undo",
  "Columns", "Show", "Critical path", "Float", "Baseline", "Relations", "Progress line", "Labels", "No baseline", "Fold all", "Unfold all",
  "Indent", "Outdent", "Add a row", "Delete rows", "Link", "Unlink", "Print", "Save as picture", "Save as PowerPoint", "Keyboard", "Save a baseline",
  "Name of the baseline", "Save", "More", "Undo: {what}",
  // the menu of a row
  "Actions for the row", "Open the activity's page", "Show the bar", "Edit the cell", "Move up", "Move down", "Fold", "Unfold",
  // the grid and the chart
  "Plan as a table", "Gantt chart", "Resize column {name}", "Width of the table", "Add an activity here", "New activity",
  "Today", "Status date", "Non-working day", "Rows {first} to {last} of {count}",
  "Row {row}: {name}, {column}: {value}", "empty", "critical",
  "Finish: {from} → {to}", "Slip against the baseline",
  "Behind by {days}", "Ahead by {days}", "Total float: {days}", "Deadline: {date}", "Deadline missed by {days}", "Constraint: {what} {date}",
  "Waits for decisions: {codes}",
  "Resources: {names}", "Baseline: {start} to {finish}", "Manually scheduled", "Inactive", "Lag: {lag}", "driving", "Relation {kind} from {from} to {to}",
  "Choose the successor with the arrow keys, then Enter. Esc drops the link.", "These rows are linked already.",
  "New row: type the name of an activity", "New row: the name comes first", "Progress: {percent}%", "To {name}: {kind}",
  "Read only: you may look at this plan, not change it.",
  // consequence
  "Confirm", "Cancel", "Discard", "Try again", "Asking for the consequence…", "Writing…", "Nothing is written before you confirm.",
  "{code} {name}: {from} → {to}", "{name}, week of {week}: {load}%", "{count} edits wait for confirmation.",
  "The server answered with error {status}. Nothing was written; your edits are kept here.",
  "The server could not be reached. Nothing was written; your edits are kept here.", "Undone.", "There is nothing to undo.", "Kept.",
  "The plan could not be loaded.", "Loading the plan…", "This plan has no rows yet.", "Baseline saved.",
  // errors
  "“{text}” is not a date. Write it as 2026-12-07 or 12/7.", "“{text}” is not a duration. Write it as 5d, 4h or 2w.",
  "“{text}” is not a percentage from 0 to 100.", "“{text}” is not a constraint. Choose one of the list.",
  "“{text}” is not a predecessor. Write a row number, a kind and a lag, such as 5FS+2d.", "There is no row {row}.",
  "An activity cannot follow itself.", "{count} cells could not be read.",
  // conflict
  "Someone else changed the same fields", "Choose for each field which value stands.", "Activity", "Field", "Yours", "Theirs", "Changed by",
  "Use the chosen values",
  // print
  "Printed {first} to {last} of {count} rows. Fold or choose rows to print the others.", "Page {page} of {pages}",
  // keyboard help
  "Arrow keys: move. With Shift: choose several.", "Enter, F2: edit. Tab: next cell. Esc: back.", "Typing replaces the cell; Ctrl+C and Ctrl+V exchange blocks with Excel.",
  "Alt+Shift+→ and ←: indent, outdent; ↑ and ↓: move the rows. Alt+Shift+- and +: fold, unfold.", "Insert: new row above. Delete: delete the rows. Ctrl+Z: undo.",
  "A chosen row held by its number is carried elsewhere; sideways it changes its level. Right button or Shift+F10: actions for the row.",
  "Ctrl+F2: link the chosen rows. Ctrl+Shift+F2: unlink.", "Ctrl+Enter: confirm the shown consequence. Esc: cancel it.",
  "F6: between table and chart. In the chart: ← → move the bar by a day, with Shift stretch it; L draws a link; + and - zoom; P and Shift+P progress.",
  "Alt+← and →: scroll the time. Alt+Home, Alt+End: first and last day. Ctrl+Shift+F5: show the bar.", "Ctrl+wheel: zoom.",
] as const;

export type Word = (typeof WORDS)[number];
export type Params = Record<string, string | number>;
export type Say = (key: Word, params?: Params) => string;

export function fill(sentence: string, params: Params): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole));
}

/** A key without a translation says itself. */
export const sayer =
  (dictionary: Record<string, string>): Say =>
  (key, params = {}) =>
    fill(dictionary[key] || key, params);
