// The plan as columns of typed arrays: 100,000 rows are a few megabytes and no objects.
import { WorkCalendar } from "./calendar";
import type { Answer, Kind, Structure, WireChanged, WireColumns, WireData, WirePlan } from "./contract";
import { codes } from "./codes";
import { dayOf } from "./dates";
import { Relations } from "./relations";

export const KINDS: readonly Kind[] = ["task", "milestone", "finish_milestone", "summary", "level_of_effort", "resource_dependent"];
export const SUMMARY = KINDS.indexOf("summary");

const TICK_COLUMNS = [
  "start", "finish", "duration", "total_float", "free_float", "constraint_date", "deadline", "actual_start", "actual_finish",
  "baseline_start", "baseline_finish",
] as const;
const SMALL_COLUMNS = ["level", "elapsed", "critical", "manual", "active"] as const;
const TEXT_COLUMNS = ["wbs", "name", "constraint", "resources"] as const;
export type TickColumn = (typeof TICK_COLUMNS)[number];

function ticks(values: (number | null)[]): Float64Array {
  const found = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) found[i] = values[i] ?? NaN;
  return found;
}

export class Columns {
  readonly size: number;
  readonly id: Int32Array;
  readonly kind: Uint8Array;
  readonly percent: Float32Array;
  readonly version: Int32Array;
  readonly calendar: Uint16Array;
  readonly level!: Uint8Array;
  readonly elapsed!: Uint8Array;
  readonly critical!: Uint8Array;
  readonly manual!: Uint8Array;
  readonly active!: Uint8Array;
  readonly wbs!: string[];
  readonly name!: string[];
  readonly constraint!: string[];
  readonly resources!: string[];
  readonly start!: Float64Array;
  readonly finish!: Float64Array;
  readonly duration!: Float64Array;
  readonly total_float!: Float64Array;
  readonly free_float!: Float64Array;
  readonly constraint_date!: Float64Array;
  readonly deadline!: Float64Array;
  readonly actual_start!: Float64Array;
  readonly actual_finish!: Float64Array;
  readonly baseline_start!: Float64Array;
  readonly baseline_finish!: Float64Array;

  constructor(wire: WireColumns) {
    this.size = wire.id.length;
    this.id = new Int32Array(wire.id);
    this.kind = codes(wire.kind, KINDS);
    this.percent = new Float32Array(wire.percent);
    this.version = new Int32Array(wire.version);
    this.calendar = new Uint16Array(wire.calendar);
    const self = this as unknown as Record<string, unknown>;
    for (const name of TICK_COLUMNS) self[name] = ticks(wire[name]);
    for (const name of SMALL_COLUMNS) self[name] = new Uint8Array(wire[name]);
    for (const name of TEXT_COLUMNS) self[name] = wire[name];
  }
}

/** Past a row's last descendant, for every row. */
export function subtreeEnds(level: Uint8Array): Int32Array {
  const ends = new Int32Array(level.length);
  const open: number[] = [];
  for (let row = 0; row < level.length; row++) {
    while (open.length && level[open[open.length - 1]!]! >= level[row]!) ends[open.pop()!] = row;
    open.push(row);
  }
  for (const row of open) ends[row] = level.length;
  return ends;
}

/** The row of the parent, -1 at the top. */
export function parents(level: Uint8Array): Int32Array {
  const found = new Int32Array(level.length);
  const last = new Int32Array(257).fill(-1);
  for (let row = 0; row < level.length; row++) {
    const own = level[row]!;
    found[row] = own > 0 ? last[own - 1]! : -1;
    last[own] = row;
  }
  return found;
}

export class Plan {
  head: WirePlan;
  columns: Columns;
  relations: Relations;
  readonly calendars: WorkCalendar[];
  readonly baselines: WireData["baselines"];
  readonly baseline: number | null;
  readonly waits: ReadonlyMap<number, string[]>; // by row's id
  progressLines: { date: number; percent: (number | null)[] }[];
  ends!: Int32Array;
  parent!: Int32Array;
  private rows!: Map<number, number>;

  constructor(wire: WireData) {
    this.head = wire.plan;
    this.baselines = wire.baselines;
    this.baseline = wire.baseline;
    this.progressLines = wire.progress_lines;
    this.waits = new Map(Object.entries(wire.waits ?? {}).map(([id, codes]) => [Number(id), codes]));
    const [first, last] = [dayOf(wire.plan.start), dayOf(wire.plan.finish)];
    this.calendars = wire.calendars.map((calendar) => new WorkCalendar(calendar, first, last));
    this.columns = new Columns(wire.columns);
    this.relations = new Relations(wire.relations, this.columns.size);
    this.index();
  }

  get size(): number {
    return this.columns.size;
  }

  rowOf(id: number): number | undefined {
    return this.rows.get(id);
  }

  calendarOf(row: number): WorkCalendar {
    return this.calendars[this.columns.calendar[row]!] ?? this.calendars[0]!;
  }

  isSummary(row: number): boolean {
    return this.columns.kind[row] === SUMMARY;
  }

  isMilestone(row: number): boolean {
    const kind = this.columns.kind[row];
    return kind === 1 || kind === 2;
  }

  /** Take in what the server kept. True when rows came, went or moved. */
  take(answer: Pick<Answer, "version" | "changed" | "structure" | "undo">): boolean {
    this.head = { ...this.head, version: answer.version, undo: answer.undo ?? this.head.undo };
    if (answer.structure) this.restructure(answer.structure);
    this.change(answer.changed);
    return answer.structure !== null;
  }

  private restructure(structure: Structure): void {
    this.columns = new Columns(structure.columns);
    this.relations = new Relations(structure.relations, this.columns.size);
    const old = this.rows;
    this.index();
    this.progressLines = this.progressLines.map((line) => ({
      date: line.date,
      percent: Array.from(this.columns.id, (id) => line.percent[old.get(id) ?? -1] ?? null),
    }));
  }

  private change(changed: WireChanged): void {
    const target = this.columns as unknown as Record<string, { [row: number]: unknown }>;
    for (const [name, values] of Object.entries(changed)) {
      if (name === "id" || !(name in target)) continue;
      const column = target[name]!;
      const numeric = ArrayBuffer.isView(column);
      changed.id.forEach((id, i) => {
        const row = this.rows.get(id);
        if (row === undefined) return;
        const value = (values as unknown[])[i];
        column[row] = name === "kind" ? KINDS.indexOf(value as Kind) : numeric ? (value ?? NaN) : value;
      });
    }
    this.reckon();
  }

  /** The plan's own start and finish, after a change. */
  private reckon(): void {
    const { start, finish } = this.columns;
    let [first, last] = [Infinity, -Infinity];
    for (let row = 0; row < start.length; row++) {
      if (start[row]! < first) first = start[row]!;
      if (finish[row]! > last) last = finish[row]!;
    }
    if (first < last) this.head = { ...this.head, start: Math.min(first, this.head.start), finish: last };
  }

  private index(): void {
    this.rows = new Map();
    for (let row = 0; row < this.columns.size; row++) this.rows.set(this.columns.id[row]!, row);
    this.ends = subtreeEnds(this.columns.level);
    this.parent = parents(this.columns.level);
  }
}
