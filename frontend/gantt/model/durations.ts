// Durations and lags as planners write them, in Japanese and English: 3日, 3d, 2.5 days, 4時間, 2w, 1か月, 経過3日, 3 edays.
import { TICKS_PER_MINUTE } from "./dates";

const UNITS: [RegExp, string][] = [
  [/^(m|min|mins|minutes?|分)$/, "minute"],
  [/^(h|hrs?|hours?|時間|時)$/, "hour"],
  [/^(d|dy|dys|days?|日|日間)$/, "day"],
  [/^(w|wks?|weeks?|週|週間)$/, "week"],
  [/^(mo|mons?|months?|か月|ヶ月|カ月|ケ月|ヵ月|箇月|月)$/, "month"],
];
const ELAPSED_MINUTES: Record<string, number> = { minute: 1, hour: 60, day: 1440, week: 10080, month: 43200 };

function workingMinutes(unit: string, perDay: number): number {
  const known: Record<string, number> = { minute: 1, hour: 60, day: perDay, week: 5 * perDay, month: 20 * perDay };
  return known[unit]!;
}

export interface Duration {
  ticks: number;
  elapsed: boolean;
}

const FORM = /^(経過)?\s*([+-]?\d+(?:\.\d+)?)\s*(経過|e)?\s*([a-zぁ-んァ-ヶ一-龠]*?)(?:数)?\??$/;

/** null: not a duration. A number alone is days, as in Microsoft Project. */
export function parseDuration(text: string, minutesPerDay: number): Duration | null {
  const found = FORM.exec(text.normalize("NFKC").trim().toLowerCase());
  if (!found) return null;
  const [, before, amount, inside, word] = found;
  const unit = word ? UNITS.find(([form]) => form.test(word))?.[1] : "day";
  if (!unit) return null;
  const elapsed = Boolean(before || inside);
  const minutes = elapsed ? ELAPSED_MINUTES[unit]! : workingMinutes(unit, minutesPerDay);
  return { ticks: Math.round(Number(amount) * minutes * TICKS_PER_MINUTE), elapsed };
}

const short = (n: number): string => String(Math.round(n * 100) / 100);

/** Days, to two decimals: 5日, 5 days, 経過5日, 5 edays. */
export function formatDuration(ticks: number, minutesPerDay: number, elapsed: boolean, lang: string): string {
  if (Number.isNaN(ticks)) return "";
  const days = short(ticks / TICKS_PER_MINUTE / (elapsed ? 1440 : minutesPerDay));
  if (lang === "ja") return elapsed ? `経過${days}日` : `${days}日`;
  return `${days} ${elapsed ? "e" : ""}${days === "1" ? "day" : "days"}`;
}
