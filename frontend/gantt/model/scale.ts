// Time to pixels, and the two tiers of the header at every zoom.
import { TICKS_PER_DAY, dayNumber, dayOf, weekday, weekdayName, ymd } from "./dates";

export type Zoom = "day" | "week" | "month" | "quarter";
export const ZOOM_WIDTHS: Record<Zoom, number> = { day: 26, week: 9, month: 2.6, quarter: 0.9 }; // pixels a day
export const MIN_WIDTH = 0.08;
export const MAX_WIDTH = 120;

export function zoomOf(pixelsPerDay: number): Zoom {
  if (pixelsPerDay >= 16) return "day";
  if (pixelsPerDay >= 5) return "week";
  return pixelsPerDay >= 1.6 ? "month" : "quarter";
}

/** The content's own x: 0 at the first day of the chart. */
export interface Scale {
  origin: number; // tick at x = 0
  pixelsPerDay: number;
}

export const toX = (scale: Scale, tick: number): number => ((tick - scale.origin) / TICKS_PER_DAY) * scale.pixelsPerDay;
export const toTick = (scale: Scale, x: number): number => scale.origin + (x / scale.pixelsPerDay) * TICKS_PER_DAY;

/** The scale at another zoom and the scroll that keeps the instant under the pointer where it is. */
export function zoomed(scale: Scale, scroll: number, pointer: number, pixelsPerDay: number): { scale: Scale; scroll: number } {
  const width = Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, pixelsPerDay));
  const next = { origin: scale.origin, pixelsPerDay: width };
  return { scale: next, scroll: toX(next, toTick(scale, scroll + pointer)) - pointer };
}

export interface Tick {
  day: number; // first day of the cell
  end: number; // first day of the next
  label: string;
  off?: boolean;
}

export interface Tiers {
  upper: Tick[];
  lower: Tick[];
}

interface Wording {
  lang: string;
  fiscalMonth: number; // the month in which the year of quarters begins: 4 in Japan
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function cells(from: number, to: number, begin: (day: number) => number, next: (day: number) => number, label: (day: number) => string): Tick[] {
  const found: Tick[] = [];
  for (let day = begin(from); day < to; ) {
    const end = next(day);
    found.push({ day, end, label: label(day) });
    day = end;
  }
  return found;
}

function monthsFrom(day: number, step: number, phase: number): number {
  const { year, month } = ymd(day);
  const since = (((month - phase) % step) + step) % step;
  return dayNumber(month - since < 1 ? year - 1 : year, ((month - since + 11) % 12) + 1, 1);
}

function addMonths(day: number, step: number): number {
  const { year, month } = ymd(day);
  const at = month - 1 + step;
  return dayNumber(year + Math.floor(at / 12), (at % 12) + 1, 1);
}

const everyMonths = (step: number, phase: number, label: (day: number) => string) => (from: number, to: number) =>
  cells(from, to, (d) => monthsFrom(d, step, phase), (d) => addMonths(d, step), label);

function monthLabel(day: number, lang: string, long: boolean): string {
  const { year, month } = ymd(day);
  if (lang === "ja") return long ? `${year}年${month}月` : `${month}月`;
  return long ? `${MONTHS[month - 1]} ${year}` : MONTHS[month - 1]!;
}

const fiscalYear = (day: number, phase: number): number => ymd(day).year - (ymd(day).month < phase ? 1 : 0);

function yearLabel(day: number, { lang, fiscalMonth }: Wording): string {
  const year = fiscalYear(day, fiscalMonth);
  if (lang === "ja") return fiscalMonth === 1 ? `${year}年` : `${year}年度`;
  return fiscalMonth === 1 ? `${year}` : `FY${year}`;
}

function quarterLabel(day: number, { fiscalMonth }: Wording): string {
  return `Q${Math.floor((((ymd(day).month - fiscalMonth) % 12) + 12) % 12 / 3) + 1}`;
}

function dayCells(from: number, to: number, width: number, lang: string): Tick[] {
  const label = (d: number) => (width >= 40 ? `${ymd(d).day} ${weekdayName(d, lang)}` : String(ymd(d).day));
  return cells(from, to, (d) => d, (d) => d + 1, label);
}

const weekCells = (from: number, to: number, lang: string): Tick[] =>
  cells(from, to, (d) => d - weekday(d), (d) => d + 7, (d) => (lang === "ja" ? `${ymd(d).month}/${ymd(d).day}` : `${ymd(d).day} ${MONTHS[ymd(d).month - 1]}`));

/** The header's cells between two days. */
export function tiers(from: number, to: number, pixelsPerDay: number, wording: Wording): Tiers {
  const { lang, fiscalMonth } = wording;
  const months = (long: boolean) => everyMonths(1, 1, (d) => monthLabel(d, lang, long))(from, to);
  const years = everyMonths(12, fiscalMonth, (d) => yearLabel(d, wording))(from, to);
  switch (zoomOf(pixelsPerDay)) {
    case "day":
      return { upper: months(true), lower: dayCells(from, to, pixelsPerDay, lang) };
    case "week":
      return { upper: months(true), lower: weekCells(from, to, lang) };
    case "month":
      return { upper: years, lower: months(false) };
    case "quarter":
      return pixelsPerDay >= 0.3 ? { upper: years, lower: everyMonths(3, fiscalMonth, (d) => quarterLabel(d, wording))(from, to) } : { upper: [], lower: years };
  }
}

/** The chart's first and last day: whole weeks, with room on both sides. */
export function extent(start: number, finish: number): { first: number; last: number } {
  const first = dayOf(start) - 21;
  return { first: first - weekday(first), last: dayOf(finish) + 90 };
}
