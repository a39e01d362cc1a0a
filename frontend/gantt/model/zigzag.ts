// 稲妻線: the instant that a row's progress has reached, against a report date.
import type { Plan } from "./plan";

/** The corner of a row, NaN where the line passes the row by (summaries, rows without dates, inactive rows). */
export function progressInstant(plan: Plan, row: number, date: number, percent: number | null): number {
  const { start, finish, active } = plan.columns;
  const [from, to] = [start[row]!, finish[row]!];
  if (percent === null || plan.isSummary(row) || !active[row] || Number.isNaN(from) || Number.isNaN(to)) return NaN;
  if (percent <= 0 && from >= date) return date; // not due yet
  if (percent >= 100 && to <= date) return date; // done, and was due
  return from + ((to - from) * percent) / 100;
}

export type Standing = "ahead" | "behind" | "even";

export function standing(instant: number, date: number): Standing {
  if (Number.isNaN(instant) || instant === date) return "even";
  return instant > date ? "ahead" : "behind";
}
