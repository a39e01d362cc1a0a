// Wall clock instants as ticks, without a zone and without Date arithmetic of the browser's own zone.

export const TICKS_PER_MINUTE = 10;
export const TICKS_PER_DAY = 14400;

export const dayOf = (tick: number): number => Math.floor(tick / TICKS_PER_DAY);
export const dayStart = (day: number): number => day * TICKS_PER_DAY;
/** Monday is 0. 1970-01-01 was a Thursday. */
export const weekday = (day: number): number => (((day + 3) % 7) + 7) % 7;

export interface Ymd {
  year: number;
  month: number;
  day: number;
}

/** Days from civil (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"), month 1 to 12. */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

/** The inverse of dayNumber, from the same source. */
export function ymd(day: number): Ymd {
  const z = day + 719468;
  const era = Math.floor(z / 146097);
  const doe = z - era * 146097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return { year: yoe + era * 400 + (month <= 2 ? 1 : 0), month, day: doy - Math.floor((153 * mp + 2) / 5) + 1 };
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n));

export function formatDay(tick: number, lang: string): string {
  if (Number.isNaN(tick)) return "";
  const { year, month, day } = ymd(dayOf(tick));
  return lang === "ja" ? `${year}/${two(month)}/${two(day)}` : `${year}-${two(month)}-${two(day)}`;
}

const WEEKDAYS: Record<string, string[]> = {
  ja: ["月", "火", "水", "木", "金", "土", "日"],
  en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
};

export const weekdayName = (day: number, lang: string): string => (WEEKDAYS[lang] ?? WEEKDAYS.en!)[weekday(day)]!;

export function formatTime(tick: number): string {
  const minutes = Math.floor((tick - dayStart(dayOf(tick))) / TICKS_PER_MINUTE);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Date, weekday and time, for tooltips: a day's last minute is still that day. */
export function formatInstant(tick: number, lang: string): string {
  if (Number.isNaN(tick)) return "";
  const name = weekdayName(dayOf(tick), lang);
  return lang === "ja" ? `${formatDay(tick, lang)}(${name}) ${formatTime(tick)}` : `${name} ${formatDay(tick, lang)} ${formatTime(tick)}`;
}

const ERAS: Record<string, number> = { 令和: 2018, R: 2018, 平成: 1988, H: 1988 };
const FORMS: RegExp[] = [
  /^(?<y>\d{4})[/.\-年](?<m>\d{1,2})[/.\-月](?<d>\d{1,2})日?$/,
  /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$/,
  /^(?<e>令和|平成|R|H)(?<y>\d{1,2}|元)[/.\-年](?<m>\d{1,2})[/.\-月](?<d>\d{1,2})日?$/,
  /^(?<s>\d{2})[/.\-](?<m>\d{1,2})[/.\-](?<d>\d{1,2})$/,
  /^(?<m>\d{1,2})[/.\-月](?<d>\d{1,2})日?$/,
];

function civil(groups: Record<string, string | undefined>, near: number): number | null {
  const month = Number(groups.m);
  const day = Number(groups.d);
  const era = groups.e ? ERAS[groups.e]! : 0;
  const year = groups.s ? 2000 + Number(groups.s) : groups.y === "元" ? era + 1 : groups.y ? era + Number(groups.y) : nearestYear(month, day, near);
  const found = dayNumber(year, month, day);
  const back = ymd(found);
  return back.month === month && back.day === day ? found : null;
}

function nearestYear(month: number, day: number, near: number): number {
  const { year } = ymd(near);
  const far = (y: number) => Math.abs(dayNumber(y, month, day) - near);
  return [year - 1, year, year + 1].reduce((best, y) => (far(y) < far(best) ? y : best));
}

export interface TypedDate {
  day: number;
  minutes: number | null; // null: no time of day was typed
}

/** What a planner types: 2026/12/7, 12/7, 12月7日, 令和8年12月7日, R8.12.7, 20261207, with (月) and 13:30 or not. */
export function parseDate(text: string, near: number, today: number): TypedDate | null {
  const plain = text.normalize("NFKC").trim().replace(/\s*\((月|火|水|木|金|土|日|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\)/i, "").replace(/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\s+/i, "");
  const [, date, hours, minutes] = /^(.*?)(?:[\sT]+(\d{1,2}):(\d{2})(?::\d{2})?)?$/.exec(plain) ?? [];
  if (!date) return null;
  const time = hours === undefined ? null : Number(hours) * 60 + Number(minutes);
  if (time !== null && time > 1440) return null;
  if (/^(今日|本日|today)$/i.test(date)) return { day: today, minutes: time };
  const groups = FORMS.map((form) => form.exec(date)?.groups).find((g) => g !== undefined);
  const day = groups ? civil(groups, near) : null;
  return day === null ? null : { day, minutes: time };
}
