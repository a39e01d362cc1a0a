// The grid's columns: what a cell shows, and what the text typed into it means.
import type { Edit, Field, Key, Value } from "../model/contract";
import { dayOf, formatDay, parseDate } from "../model/dates";
import { formatDuration, parseDuration } from "../model/durations";
import type { Plan, TickColumn } from "../model/plan";
import { type Refusal, predecessorEdits, predecessorText } from "./links";

export interface Reading {
  plan: Plan;
  lang: string;
  today: number; // day number
  say: (key: string) => string;
}

export interface Column {
  name: string;
  title: string; // English, the key of the word
  width: number;
  align: "start" | "end";
  shown: boolean;
  field?: Field; // of the edit, where it is one field
  choices?: readonly string[];
  text(reading: Reading, row: number): string;
  /** Absent: the cell is never typed into. */
  edits?(reading: Reading, row: number, text: string): Edit[] | Refusal;
}

const TODAY_FALLBACK = 365;

function set(plan: Plan, row: number, field: Field, before: Value, after: Value): Edit[] {
  return before === after ? [] : [{ op: "set", id: plan.columns.id[row]! as Key, field, before, after }];
}

const known = (tick: number): number | null => (Number.isNaN(tick) ? null : tick);

function textColumn(field: "name" | "resources", title: string, width: number): Column {
  return {
    name: field, title, width, align: "start", shown: true, field,
    text: ({ plan }, row) => plan.columns[field][row]!,
    edits: ({ plan }, row, text) => set(plan, row, field, plan.columns[field][row]!, text.replace(/\s*\n\s*/g, " ").trim()),
  };
}

/** A date without a time begins or ends the day's work, whichever the column means. */
function instant(plan: Plan, row: number, day: number, minutes: number | null, ends: boolean): number {
  if (minutes !== null) return day * 14400 + minutes * 10;
  const calendar = plan.calendarOf(row);
  if (calendar.isOff(day)) return day * 14400 + (ends ? 1020 : 480) * 10;
  return ends ? calendar.lastMoment(day) : calendar.firstMoment(day);
}

export function dateEdits(reading: Reading, row: number, field: Field & TickColumn, ends: boolean, text: string): Edit[] | Refusal {
  const { plan } = reading;
  const before = plan.columns[field][row]!;
  if (text.trim() === "" && field !== "start" && field !== "finish") return set(plan, row, field, known(before), null);
  const near = dayOf(Number.isNaN(before) ? plan.columns.start[row]! || plan.head.start : before);
  const typed = parseDate(text, near || TODAY_FALLBACK, reading.today);
  if (!typed) return { key: "“{text}” is not a date. Write it as 2026-12-07 or 12/7.", params: { text } };
  if (!Number.isNaN(before) && typed.minutes === null && dayOf(before) === typed.day) return [];
  return set(plan, row, field, known(before), instant(plan, row, typed.day, typed.minutes, ends));
}

function dateColumn(field: Field & TickColumn, title: string, ends: boolean, shown: boolean): Column {
  return {
    name: field, title, width: 98, align: "end", shown, field,
    text: ({ plan, lang }, row) => formatDay(plan.columns[field][row]!, lang),
    edits: (reading, row, text) => dateEdits(reading, row, field, ends, text),
  };
}

function readOnlyDate(name: TickColumn, title: string): Column {
  return { name, title, width: 98, align: "end", shown: false, text: ({ plan, lang }, row) => formatDay(plan.columns[name][row]!, lang) };
}

function days(name: "total_float" | "free_float", title: string): Column {
  return {
    name, title, width: 72, align: "end", shown: false,
    text: ({ plan, lang }, row) => formatDuration(plan.columns[name][row]!, plan.head.minutes_per_day, false, lang),
  };
}

const DURATION: Column = {
  name: "duration", title: "Duration", width: 72, align: "end", shown: true, field: "duration",
  text: ({ plan, lang }, row) => formatDuration(plan.columns.duration[row]!, plan.head.minutes_per_day, plan.columns.elapsed[row] === 1, lang),
  edits: ({ plan }, row, text) => {
    const typed = parseDuration(text, plan.head.minutes_per_day);
    if (!typed || typed.ticks < 0) return { key: "“{text}” is not a duration. Write it as 5d, 4h or 2w.", params: { text } };
    const kind = set(plan, row, "elapsed", plan.columns.elapsed[row]!, typed.elapsed ? 1 : 0);
    return [...kind, ...set(plan, row, "duration", known(plan.columns.duration[row]!), typed.ticks)];
  },
};

const PERCENT: Column = {
  name: "percent", title: "%", width: 52, align: "end", shown: true, field: "percent",
  text: ({ plan }, row) => `${Math.round(plan.columns.percent[row]!)}%`,
  edits: ({ plan }, row, text) => {
    const typed = Number(text.normalize("NFKC").replace(/[%\s]/g, "") || NaN);
    if (!(typed >= 0 && typed <= 100)) return { key: "“{text}” is not a percentage from 0 to 100.", params: { text } };
    return set(plan, row, "percent", plan.columns.percent[row]!, typed);
  },
};

export const CONSTRAINTS = ["ASAP", "ALAP", "SNET", "SNLT", "FNET", "FNLT", "MSO", "MFO"] as const;

/** The words of the constraints, English as the key. */
export const CONSTRAINT_WORDS: Record<string, string> = {
  ASAP: "As soon as possible", ALAP: "As late as possible", SNET: "Start no earlier than", SNLT: "Start no later than",
  FNET: "Finish no earlier than", FNLT: "Finish no later than", MSO: "Must start on", MFO: "Must finish on",
};

const CONSTRAINT: Column = {
  name: "constraint", title: "Constraint", width: 150, align: "start", shown: false, field: "constraint", choices: CONSTRAINTS,
  text: ({ plan, say }, row) => say(CONSTRAINT_WORDS[plan.columns.constraint[row]!] ?? plan.columns.constraint[row]!),
  edits: ({ plan, say }, row, text) => {
    const plain = text.trim();
    const found = CONSTRAINTS.find((c) => c === plain.toUpperCase() || say(CONSTRAINT_WORDS[c]!) === plain);
    if (!found) return { key: "“{text}” is not a constraint. Choose one of the list.", params: { text } };
    return set(plan, row, "constraint", plan.columns.constraint[row]!, found);
  },
};

const PREDECESSORS: Column = {
  name: "predecessors", title: "Predecessors", width: 110, align: "start", shown: true,
  text: ({ plan, lang }, row) => predecessorText(plan, row, lang),
  edits: ({ plan }, row, text) => predecessorEdits(plan, row, text),
};

export const COLUMNS: readonly Column[] = [
  textColumn("name", "Name", 210),
  { name: "wbs", title: "WBS", width: 52, align: "start", shown: true, text: ({ plan }, row) => plan.columns.wbs[row]! },
  DURATION,
  dateColumn("start", "Start", false, true),
  dateColumn("finish", "Finish", true, true),
  PREDECESSORS,
  textColumn("resources", "Resources", 110),
  PERCENT,
  days("total_float", "Total float"),
  days("free_float", "Free float"),
  dateColumn("deadline", "Deadline", true, false),
  CONSTRAINT,
  dateColumn("constraint_date", "Constraint date", false, false),
  dateColumn("actual_start", "Actual start", false, false),
  dateColumn("actual_finish", "Actual finish", true, false),
  readOnlyDate("baseline_start", "Baseline start"),
  readOnlyDate("baseline_finish", "Baseline finish"),
];

/** Summaries take their dates, duration and progress from what is under them. */
const ROLLED_UP = new Set(["duration", "start", "finish", "percent", "actual_start", "actual_finish"]);

export function editable(column: Column, plan: Plan, row: number): boolean {
  if (!column.edits || !plan.head.can_edit) return false;
  return !(plan.isSummary(row) && !plan.columns.manual[row] && ROLLED_UP.has(column.name));
}
