// Where a dragged bar lands: whole working days when a day is wide enough to see, half hours when it is very wide.
import type { WorkCalendar } from "./calendar";
import { TICKS_PER_DAY, TICKS_PER_MINUTE, dayOf } from "./dates";

const HALF_HOUR = 30 * TICKS_PER_MINUTE;
const FINE = 90; // pixels a day from which half hours are meant

export function nextWorkingDay(calendar: WorkCalendar, day: number): number {
  for (let ahead = 0; ahead < 60; ahead++) if (!calendar.isOff(day + ahead)) return day + ahead;
  return day;
}

export function lastWorkingDay(calendar: WorkCalendar, day: number): number {
  for (let back = 0; back < 60; back++) if (!calendar.isOff(day - back)) return day - back;
  return day;
}

/** A start begins its day's work. */
export function snapStart(calendar: WorkCalendar, tick: number, pixelsPerDay: number): number {
  if (pixelsPerDay >= FINE) return calendar.nextWork(Math.round(tick / HALF_HOUR) * HALF_HOUR);
  const day = Math.round((tick - dayOffset(calendar, tick)) / TICKS_PER_DAY);
  return calendar.firstMoment(nextWorkingDay(calendar, day));
}

/** A finish ends its day's work. */
export function snapFinish(calendar: WorkCalendar, tick: number, pixelsPerDay: number): number {
  if (pixelsPerDay >= FINE) return calendar.add(Math.round(tick / HALF_HOUR) * HALF_HOUR, -1) + 1;
  const day = Math.round(tick / TICKS_PER_DAY - 0.5);
  return calendar.lastMoment(lastWorkingDay(calendar, day));
}

const dayOffset = (calendar: WorkCalendar, tick: number): number => {
  const day = dayOf(tick);
  return calendar.isOff(day) ? 0 : calendar.firstMoment(day) - day * TICKS_PER_DAY;
};
