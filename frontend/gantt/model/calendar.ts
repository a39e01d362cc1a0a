// Working time <-> instants, through a cumulative table of days, so that a conversion is a lookup and a short walk.
import type { WireCalendar } from "./contract";
import { TICKS_PER_DAY, TICKS_PER_MINUTE, dayOf, dayStart, weekday } from "./dates";

const FAR = 400 * 366; // days: an instant further from the table than this is not converted

export class WorkCalendar {
  readonly name: string;
  private readonly week: number[][][];
  private readonly days: Map<number, [string, number[][]]>;
  private low = 0;
  private worked: Float64Array = new Float64Array(1); // ticks worked before day low + i

  constructor(wire: WireCalendar, first = 0, last = first) {
    this.name = wire.name;
    this.week = wire.week;
    this.days = new Map(Object.entries(wire.days).map(([day, what]) => [Number(day), what]));
    this.build(first - 400, last + 800);
  }

  shifts(day: number): number[][] {
    return this.days.get(day)?.[1] ?? this.week[weekday(day)]!;
  }

  isOff(day: number): boolean {
    return this.shifts(day).length === 0;
  }

  /** The name of a holiday or of a special working day, "" for any other day. */
  dayName(day: number): string {
    return this.days.get(day)?.[0] ?? "";
  }

  firstMoment(day: number): number {
    const shifts = this.shifts(day);
    return dayStart(day) + (shifts[0]?.[0] ?? 0) * TICKS_PER_MINUTE;
  }

  lastMoment(day: number): number {
    const shifts = this.shifts(day);
    return dayStart(day) + (shifts[shifts.length - 1]?.[1] ?? 0) * TICKS_PER_MINUTE;
  }

  /** Working ticks from the table's beginning to an instant. */
  workedAt(tick: number): number {
    const day = dayOf(tick);
    this.reach(day);
    return this.worked[day - this.low]! + this.workedIn(day, tick - dayStart(day));
  }

  between(from: number, to: number): number {
    return this.workedAt(to) - this.workedAt(from);
  }

  /** The instant `amount` working ticks later (earlier when negative): a finish ends its day, a start begins its day. */
  add(tick: number, amount: number): number {
    if (!amount || Number.isNaN(tick) || !this.works()) return tick;
    return this.instant(this.workedAt(tick) + amount, amount < 0);
  }

  nextWork(tick: number): number {
    return this.works() ? this.instant(this.workedAt(tick), true) : tick;
  }

  private works(): boolean {
    return this.week.some((shifts) => shifts.length > 0);
  }

  private instant(target: number, late: boolean): number {
    while (target > this.worked[this.worked.length - 1]! && this.worked.length < FAR) this.build(this.low, this.low + this.worked.length * 2);
    while (target < this.worked[0]! && this.worked.length < FAR) this.build(this.low - this.worked.length, this.low + this.worked.length);
    let from = 0;
    let to = this.worked.length - 1; // the last day whose beginning is before the target (at it, when late)
    while (from < to) {
      const middle = (from + to + 1) >> 1;
      if (late ? this.worked[middle]! <= target : this.worked[middle]! < target) from = middle;
      else to = middle - 1;
    }
    return this.within(this.low + from, target - this.worked[from]!, late);
  }

  private within(day: number, amount: number, late: boolean): number {
    let left = amount;
    for (const [begin, end] of this.shifts(day) as [number, number][]) {
      const length = (end - begin) * TICKS_PER_MINUTE;
      if (late ? left < length : left <= length) return dayStart(day) + begin * TICKS_PER_MINUTE + left;
      left -= length;
    }
    return this.lastMoment(day);
  }

  private workedIn(day: number, until: number): number {
    let sum = 0;
    for (const [begin, end] of this.shifts(day) as [number, number][]) {
      sum += Math.max(0, Math.min(until, end * TICKS_PER_MINUTE) - begin * TICKS_PER_MINUTE);
    }
    return sum;
  }

  private reach(day: number): void {
    const high = this.low + this.worked.length - 1;
    if (day < this.low && this.low - day < FAR) this.build(day - 400, high);
    if (day > high && day - high < FAR) this.build(this.low, day + 800);
    if (day < this.low || day >= this.low + this.worked.length) throw new RangeError(`day ${day} is out of the calendar's reach`);
  }

  /** Ticks worked are counted from 1970-01-01, which the table always holds: building it anew moves nothing. */
  private build(first: number, last: number): void {
    this.low = Math.min(first, 0);
    const worked = new Float64Array(Math.max(last, 0) - this.low + 1);
    for (let i = 1; i < worked.length; i++) worked[i] = worked[i - 1]! + this.workedIn(this.low + i - 1, TICKS_PER_DAY);
    const zero = worked[-this.low]!;
    for (let i = 0; i < worked.length; i++) worked[i]! -= zero;
    this.worked = worked;
  }
}

export interface OffDays {
  from: number;
  to: number; // exclusive
  named: boolean;
}

/** Runs of days off in [from, to), weekends and named holidays apart, for shading. */
export function offDays(calendar: WorkCalendar, from: number, to: number): OffDays[] {
  const runs: OffDays[] = [];
  for (let day = from; day < to; day++) {
    if (!calendar.isOff(day)) continue;
    const named = calendar.dayName(day) !== "";
    const last = runs[runs.length - 1];
    if (last && last.to === day && last.named === named) last.to = day + 1;
    else runs.push({ from: day, to: day + 1, named });
  }
  return runs;
}
