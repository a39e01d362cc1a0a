// The wire: what the server sends and takes. Instants and durations are ticks, tenths of a minute; instants count from
// 1970-01-01 00:00 of the plan's own wall clock. null is unknown.

export type Kind = "task" | "milestone" | "finish_milestone" | "summary" | "level_of_effort" | "resource_dependent";
export type RelationKind = "FS" | "SS" | "FF" | "SF";
export type LagKind = "working" | "elapsed" | "percent" | "elapsed_percent";
export type Key = number | string; // a row's id, or the temporary id of a row that an earlier edit adds

export interface WirePlan {
  code: string;
  name: string;
  version: number;
  minutes_per_day: number;
  start: number;
  finish: number;
  status_date: number | null;
  can_edit: boolean;
  policy: string;
  project_url: string;
  undo?: string; // what Undo would take back; empty: nothing
}

type Ticks = (number | null)[];

export interface WireColumns {
  id: number[];
  level: number[];
  kind: Kind[];
  wbs: string[];
  name: string[];
  start: Ticks;
  finish: Ticks;
  duration: Ticks;
  elapsed: number[];
  percent: number[];
  total_float: Ticks;
  free_float: Ticks;
  critical: number[];
  constraint: string[];
  constraint_date: Ticks;
  deadline: Ticks;
  actual_start: Ticks;
  actual_finish: Ticks;
  baseline_start: Ticks;
  baseline_finish: Ticks;
  manual: number[];
  active: number[];
  resources: string[];
  version: number[];
  calendar: number[];
}

export type WireChanged = { id: number[] } & { [K in Exclude<keyof WireColumns, "id">]?: WireColumns[K] };

export interface WireRelations {
  id: number[];
  predecessor: number[];
  successor: number[];
  kind: RelationKind[];
  lag: number[];
  lag_kind: LagKind[];
  driving: number[];
  outside: (string | null)[];
}

export interface WireCalendar {
  name: string;
  week: number[][][];
  days: Record<string, [string, number[][]]>;
}

export interface WireData {
  plan: WirePlan;
  columns: WireColumns;
  relations: WireRelations;
  calendars: WireCalendar[];
  baselines: { number: number; name: string; at: string }[];
  baseline: number | null;
  progress_lines: { date: number; percent: (number | null)[] }[];
  waits?: Record<string, string[]>; // by row's id: the decisions it waits for, by their codes
}

export type Field =
  | "name" | "duration" | "start" | "finish" | "constraint" | "constraint_date" | "deadline" | "percent" | "actual_start"
  | "actual_finish" | "calendar" | "manual" | "active" | "kind" | "resources" | "notes" | "elapsed";

export type Value = string | number | null;

export type Edit =
  | { op: "set"; id: Key; field: Field; before: Value; after: Value }
  | { op: "add"; temp: string; after: Key | null; level: number; name: string; duration: number; kind: Kind }
  | { op: "delete"; id: number }
  | { op: "move"; id: number; after: Key | null; level: number }
  | { op: "link"; predecessor: Key; successor: Key; kind: RelationKind; lag: number; lag_kind: LagKind }
  | { op: "unlink"; id: number }
  | { op: "relink"; id: number; kind: RelationKind; lag: number; lag_kind: LagKind };

export interface Consequence {
  finish_before: number;
  finish_after: number;
  moved: number;
  newly_critical: number;
  deadlines_missed: number[];
  sentence: string;
  other_projects: { code: string; name: string; finish_before: number; finish_after: number }[];
  overloads: { name: string; week: string; load: number }[];
}

export interface Structure {
  columns: WireColumns;
  relations: WireRelations;
}

export interface Answer {
  version: number;
  kept: boolean;
  changed: WireChanged;
  structure: Structure | null;
  temp: Record<string, number>;
  consequence: Consequence;
  problems: { severity: "warning" | "error"; sentence: string }[];
  undone?: string;
  undo?: string; // what Undo would take back from now on
}

export interface Conflict {
  id: number;
  name: string;
  field: Field;
  yours: Value;
  theirs: Value;
  by: string;
  at: string;
}

export interface EditError {
  edit: number;
  id: Key;
  field: string;
  sentence: string;
}
