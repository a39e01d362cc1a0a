// A plain forward and backward pass, for development without the real server. It knows what the island's tests need:
// four relation types with lags, SNET, FNET, MSO, progress and summaries; not levelling, not splits, not manual rows' warnings.
import { WorkCalendar } from "../model/calendar";
import { parents, subtreeEnds } from "../model/plan";
import type { Book, Relation, Row } from "./rows";

export class Cycle extends Error {}

const isSummary = (row: Row): boolean => row.kind === "summary";

function order(leaves: Row[], into: Map<number, Relation[]>, from: Map<number, Relation[]>): Row[] {
  const left = new Map(leaves.map((row) => [row.id, (into.get(row.id) ?? []).length]));
  const byId = new Map(leaves.map((row) => [row.id, row]));
  const ready = leaves.filter((row) => left.get(row.id) === 0);
  for (let i = 0; i < ready.length; i++) {
    for (const relation of from.get(ready[i]!.id) ?? []) {
      const count = left.get(relation.successor)! - 1;
      left.set(relation.successor, count);
      if (count === 0) ready.push(byId.get(relation.successor)!);
    }
  }
  if (ready.length < leaves.length) throw new Cycle();
  return ready;
}

function grouped(relations: Relation[], end: "predecessor" | "successor"): Map<number, Relation[]> {
  const found = new Map<number, Relation[]>();
  for (const relation of relations) found.set(relation[end], [...(found.get(relation[end]) ?? []), relation]);
  return found;
}

/** A relation's lag from an instant, forward (+1) or back (-1). */
function lagged(calendar: WorkCalendar, tick: number, relation: Relation, predecessor: Row, sign: number): number {
  if (relation.lag_kind === "elapsed") return tick + sign * relation.lag;
  const amount = relation.lag_kind === "working" ? relation.lag : (predecessor.duration * relation.lag) / 100;
  return calendar.add(tick, sign * amount);
}

function earliest(book: Book, calendar: WorkCalendar, row: Row, into: Relation[], byId: Map<number, Row>): number {
  let start = calendar.nextWork(book.start);
  for (const relation of into) {
    const before = byId.get(relation.predecessor)!;
    const base = lagged(calendar, relation.kind[0] === "F" ? before.finish : before.start, relation, before, 1);
    const bound = relation.kind[1] === "S" ? base : calendar.add(base, -row.duration);
    relation.driving = bound >= start ? 1 : 0;
    start = Math.max(start, bound);
  }
  if (row.constraint_date !== null) {
    if (row.constraint === "SNET") start = Math.max(start, row.constraint_date);
    if (row.constraint === "FNET") start = Math.max(start, calendar.add(row.constraint_date, -row.duration));
    if (row.constraint === "MSO") start = row.constraint_date;
  }
  if (row.manual) start = row.start;
  return row.kind.endsWith("milestone") ? start : calendar.nextWork(start);
}

function forward(book: Book, calendar: WorkCalendar, sorted: Row[], into: Map<number, Relation[]>, byId: Map<number, Row>): void {
  for (const row of sorted) {
    row.start = row.actual_start ?? earliest(book, calendar, row, into.get(row.id) ?? [], byId);
    row.finish = row.elapsed ? row.start + row.duration : calendar.add(row.start, row.duration);
  }
}

function backward(calendar: WorkCalendar, sorted: Row[], from: Map<number, Relation[]>, byId: Map<number, Row>): void {
  const end = Math.max(...sorted.map((row) => row.finish));
  const late = new Map<number, number>();
  for (const row of [...sorted].reverse()) {
    let finish = end;
    let free = calendar.between(row.finish, end);
    for (const relation of from.get(row.id) ?? []) {
      const after = byId.get(relation.successor)!;
      const base = relation.kind[1] === "S" ? calendar.add(late.get(after.id)!, -after.duration) : late.get(after.id)!;
      const bound = lagged(calendar, base, relation, row, -1);
      finish = Math.min(finish, relation.kind[0] === "F" ? bound : calendar.add(bound, row.duration));
      const gap = calendar.between(lagged(calendar, relation.kind[0] === "F" ? row.finish : row.start, relation, row, 1), relation.kind[1] === "S" ? after.start : after.finish);
      free = Math.min(free, gap);
    }
    late.set(row.id, finish);
    row.total_float = calendar.between(row.finish, finish);
    row.free_float = Math.max(0, free);
    row.critical = row.total_float <= 0 && row.percent < 100 ? 1 : 0;
  }
}

function rollUp(book: Book, calendar: WorkCalendar): void {
  const levels = Uint8Array.from(book.rows, (row) => row.level);
  const ends = subtreeEnds(levels);
  book.rows.forEach((row, at) => {
    if (ends[at]! > at + 1 && !row.kind.endsWith("milestone")) row.kind = "summary";
    else if (isSummary(row)) row.kind = "task";
  });
  const up = parents(levels);
  for (let at = book.rows.length - 1; at >= 0; at--) {
    const row = book.rows[at]!;
    if (!isSummary(row)) continue;
    const under = book.rows.slice(at + 1, ends[at]).filter((_, i) => up[at + 1 + i] === at);
    row.start = Math.min(...under.map((r) => r.start));
    row.finish = Math.max(...under.map((r) => r.finish));
    row.duration = calendar.between(row.start, row.finish);
    const whole = under.reduce((sum, r) => sum + r.duration, 0);
    row.percent = whole ? Math.round(under.reduce((sum, r) => sum + r.duration * r.percent, 0) / whole) : 0;
    row.total_float = Math.min(...under.map((r) => r.total_float));
    row.free_float = row.total_float;
    row.critical = under.some((r) => r.critical) ? 1 : 0;
  }
}

/** Dates, floats and summaries of the whole book, in place. Throws Cycle. */
export function schedule(book: Book): void {
  const calendar = new WorkCalendar(book.calendar, Math.floor(book.start / 14400), Math.floor(book.start / 14400) + 3000);
  const levels = Uint8Array.from(book.rows, (row) => row.level);
  const ends = subtreeEnds(levels);
  const leaves = book.rows.filter((_, at) => ends[at] === at + 1);
  const byId = new Map(leaves.map((row) => [row.id, row]));
  const usable = book.relations.filter((r) => byId.has(r.predecessor) && byId.has(r.successor));
  const [into, from] = [grouped(usable, "successor"), grouped(usable, "predecessor")];
  for (const row of leaves) if (isSummary(row)) row.kind = "task";
  const sorted = order(leaves, into, from);
  forward(book, calendar, sorted, into, byId);
  if (sorted.length) backward(calendar, sorted, from, byId);
  rollUp(book, calendar);
}
