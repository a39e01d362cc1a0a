// The development server's own plan: objects, since clarity matters here and speed does not.
import type { Kind, LagKind, RelationKind, WireCalendar, WireColumns, WireRelations } from "../model/contract";

export interface Row {
  id: number;
  level: number;
  kind: Kind;
  name: string;
  duration: number;
  elapsed: number;
  percent: number;
  constraint: string;
  constraint_date: number | null;
  deadline: number | null;
  actual_start: number | null;
  actual_finish: number | null;
  baseline_start: number | null;
  baseline_finish: number | null;
  resources: string;
  manual: number;
  active: number;
  version: number;
  start: number;
  finish: number;
  total_float: number;
  free_float: number;
  critical: number;
}

export interface Relation {
  id: number;
  predecessor: number; // row id
  successor: number;
  kind: RelationKind;
  lag: number;
  lag_kind: LagKind;
  driving: number;
}

export interface Book {
  rows: Row[];
  relations: Relation[];
  calendar: WireCalendar;
  start: number;
  status: number | null;
  version: number;
  nextId: number;
}

export function newRow(id: number, level: number, name: string, duration: number, kind: Kind = "task"): Row {
  return {
    id, level, kind, name, duration, elapsed: 0, percent: 0, constraint: "ASAP", constraint_date: null, deadline: null, actual_start: null,
    actual_finish: null, baseline_start: null, baseline_finish: null, resources: "", manual: 0, active: 1, version: 1, start: 0, finish: 0,
    total_float: 0, free_float: 0, critical: 0,
  };
}

/** WBS numbers from levels: 1, 1.1, 1.2, 2. */
export function wbsNumbers(levels: number[]): string[] {
  const counts: number[] = [];
  return levels.map((level) => {
    counts.length = level;
    for (let i = 0; i < level; i++) counts[i] ??= 0;
    counts[level - 1]!++;
    return counts.join(".");
  });
}

const PLAIN = [
  "id", "level", "kind", "name", "start", "finish", "duration", "elapsed", "percent", "total_float", "free_float", "critical",
  "constraint", "constraint_date", "deadline", "actual_start", "actual_finish", "baseline_start", "baseline_finish", "manual", "active",
  "resources", "version",
] as const;

export function wireColumns(book: Book, rows: Row[] = book.rows): WireColumns {
  const columns = Object.fromEntries(PLAIN.map((name) => [name, rows.map((row) => row[name])]));
  const numbers = new Map(wbsNumbers(book.rows.map((r) => r.level)).map((wbs, i) => [book.rows[i]!.id, wbs]));
  return { ...columns, wbs: rows.map((row) => numbers.get(row.id)!), calendar: rows.map(() => 0) } as unknown as WireColumns;
}

export function wireRelations(book: Book): WireRelations {
  const at = new Map(book.rows.map((row, i) => [row.id, i]));
  const r = book.relations;
  return {
    id: r.map((x) => x.id), predecessor: r.map((x) => at.get(x.predecessor)!), successor: r.map((x) => at.get(x.successor)!),
    kind: r.map((x) => x.kind), lag: r.map((x) => x.lag), lag_kind: r.map((x) => x.lag_kind), driving: r.map((x) => x.driving),
    outside: r.map(() => null),
  };
}
