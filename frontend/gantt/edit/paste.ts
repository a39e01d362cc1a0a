// A block from the clipboard onto the grid: cells are read as if typed, rows past the end are added.
import type { Edit, EditError, Key } from "../model/contract";
import type { Plan } from "../model/plan";
import { parseDuration } from "../model/durations";
import { type Column, type Reading, editable } from "./columns";
import type { Refusal } from "./links";
import { newRow } from "./rows";

export interface Pasted {
  edits: Edit[];
  errors: EditError[];
}

export interface Target {
  rows: Int32Array; // visible rows
  top: number;
  left: number; // index among `columns`
  columns: readonly Column[];
  phrase: (refusal: Refusal) => string;
}

/** Every cell that can be read becomes an edit, every other one an error that names its row and column. */
export function pasteEdits(reading: Reading, block: string[][], target: Target, temp: () => string): Pasted {
  const found: Pasted = { edits: [], errors: [] };
  let last: Key | null = reading.plan.size ? reading.plan.columns.id[reading.plan.size - 1]! : null;
  block.forEach((cells, down) => {
    const position = target.top + down;
    if (position < target.rows.length) pasteRow(reading, target.rows[position]!, cells, target, found);
    else if (cells.some((cell) => cell.trim())) last = addRow(reading, cells, target, found, last, temp());
  });
  return found;
}

function pasteRow(reading: Reading, row: number, cells: string[], target: Target, found: Pasted): void {
  cells.forEach((text, right) => {
    const column = target.columns[target.left + right];
    if (!column || !editable(column, reading.plan, row) || column.text(reading, row) === text) return;
    keep(column.edits!(reading, row, text), column, reading.plan.columns.id[row]!, target, found);
  });
}

function keep(edits: Edit[] | Refusal, column: Column, id: Key, target: Target, found: Pasted): void {
  if (Array.isArray(edits)) found.edits.push(...edits);
  else found.errors.push({ edit: found.edits.length, id, field: column.name, sentence: target.phrase(edits) });
}

/** Name and duration go with the new row; the other cells are set on it by its temporary id. */
function addRow(reading: Reading, cells: string[], target: Target, found: Pasted, after: Key | null, temp: string): Key {
  const { plan } = reading;
  const cell = (name: string) => cells[target.columns.findIndex((c) => c.name === name) - target.left] ?? "";
  const name = target.columns.slice(target.left, target.left + cells.length).some((c) => c.name === "name") ? cell("name") : "";
  const typed = parseDuration(cell("duration") || "1d", plan.head.minutes_per_day);
  const level = (plan.columns.level[plan.size - 1] ?? 1) || 1;
  found.edits.push(newRow(after, level, name.trim(), temp, typed?.ticks ?? plan.head.minutes_per_day * 10));
  cells.forEach((text, right) => {
    const column = target.columns[target.left + right];
    if (!column?.field || !column.edits || ["name", "duration"].includes(column.name) || !text.trim()) return;
    const edits = column.edits(blank(reading), 0, text);
    keep(Array.isArray(edits) ? edits.map((e) => (e.op === "set" ? { ...e, id: temp, before: null } : e)) : edits, column, temp, target, found);
  });
  return temp;
}

/** A reading of one empty row: what is typed is compared with nothing. */
function blank(reading: Reading): Reading {
  const nothing = {
    id: [0], name: [""], resources: [""], constraint: [""], percent: [NaN], elapsed: [0], calendar: [0], manual: [0], kind: [0],
    start: [NaN], finish: [NaN], duration: [NaN], deadline: [NaN], constraint_date: [NaN], actual_start: [NaN], actual_finish: [NaN],
  };
  const { head, calendars } = reading.plan;
  const plan = { head, calendars, size: 1, columns: nothing, calendarOf: () => calendars[0]!, isSummary: () => false } as unknown as Plan;
  return { ...reading, plan };
}
