// The development server's reading of edits: each one changes the book or is refused with a sentence.
import type { Edit, Key } from "../model/contract";
import { subtreeEnds } from "../model/plan";
import { type Book, type Row, newRow } from "./rows";

export class Refused extends Error {
  constructor(readonly id: Key, readonly field: string, sentence: string) {
    super(sentence);
  }
}

type Temps = Record<string, number>;

const real = (key: Key, temps: Temps): number => (typeof key === "string" ? temps[key]! : key);

function indexOf(book: Book, key: Key | null, temps: Temps): number {
  if (key === null) return -1;
  const at = book.rows.findIndex((row) => row.id === real(key, temps));
  if (at < 0) throw new Refused(key, "", "この行は削除されています。");
  return at;
}

const endOf = (book: Book, at: number): number => subtreeEnds(Uint8Array.from(book.rows, (r) => r.level))[at]!;

function set(book: Book, edit: Extract<Edit, { op: "set" }>, temps: Temps): void {
  const row = book.rows[indexOf(book, edit.id, temps)]!;
  row.version++;
  if (edit.field === "start") {
    row.constraint = "SNET";
    row.constraint_date = edit.after as number;
    if (row.manual) row.start = edit.after as number;
  } else if (edit.field === "finish") {
    row.duration = Math.max(0, finishToDuration(book, row, edit.after as number));
  } else if (edit.field === "duration" && (edit.after as number) > 480 * 10 * 2000) {
    throw new Refused(edit.id, "duration", "所要期間が長すぎます。2000日までにしてください。");
  } else {
    (row as unknown as Record<string, unknown>)[edit.field] = edit.after;
    if (edit.field === "duration" && edit.after === 0) row.kind = "milestone";
  }
}

let finishToDuration = (_book: Book, row: Row, finish: number): number => finish - row.start;

/** The calendar's own subtraction, given by the server so that this file needs no calendar. */
export function measureWith(between: (start: number, finish: number) => number): void {
  finishToDuration = (_book, row, finish) => between(row.start, finish);
}

function add(book: Book, edit: Extract<Edit, { op: "add" }>, temps: Temps): void {
  const row = newRow(book.nextId++, edit.level, edit.name, edit.duration, edit.kind);
  temps[edit.temp] = row.id;
  book.rows.splice(indexOf(book, edit.after, temps) + 1, 0, row);
}

function move(book: Book, edit: Extract<Edit, { op: "move" }>, temps: Temps): void {
  const at = indexOf(book, edit.id, temps);
  const carried = book.rows.splice(at, endOf(book, at) - at);
  const by = edit.level - carried[0]!.level;
  for (const row of carried) row.level += by;
  book.rows.splice(indexOf(book, edit.after, temps) + 1, 0, ...carried);
}

function remove(book: Book, edit: Extract<Edit, { op: "delete" }>, temps: Temps): void {
  const at = indexOf(book, edit.id, temps);
  const gone = new Set(book.rows.splice(at, endOf(book, at) - at).map((row) => row.id));
  book.relations = book.relations.filter((r) => !gone.has(r.predecessor) && !gone.has(r.successor));
}

function link(book: Book, edit: Extract<Edit, { op: "link" }>, temps: Temps): void {
  const [predecessor, successor] = [real(edit.predecessor, temps), real(edit.successor, temps)];
  const known = book.relations.some((r) => r.predecessor === predecessor && r.successor === successor);
  if (known) throw new Refused(edit.successor, "predecessors", "この依存関係はすでにあります。");
  book.relations.push({ id: book.nextId++, predecessor, successor, kind: edit.kind, lag: edit.lag, lag_kind: edit.lag_kind, driving: 0 });
}

export function applyEdit(book: Book, edit: Edit, temps: Temps): void {
  if (edit.op === "set") set(book, edit, temps);
  else if (edit.op === "add") add(book, edit, temps);
  else if (edit.op === "move") move(book, edit, temps);
  else if (edit.op === "delete") remove(book, edit, temps);
  else if (edit.op === "link") link(book, edit, temps);
  else if (edit.op === "unlink") book.relations = book.relations.filter((r) => r.id !== edit.id);
  else Object.assign(book.relations.find((r) => r.id === edit.id)!, { kind: edit.kind, lag: edit.lag, lag_kind: edit.lag_kind });
}
