import { describe, expect, it } from "vitest";
import { dayNumber, formatDay, formatInstant, parseDate, weekday, ymd } from "../model/dates";

const NEAR = dayNumber(2026, 12, 7);
const day = (text: string) => parseDate(text, NEAR, NEAR)?.day ?? null;

describe("days", () => {
  it("agree with the platform's calendar for four centuries", () => {
    for (let n = -80_000; n < 80_000; n += 97) {
      const date = new Date(n * 86_400_000);
      expect([ymd(n), weekday(n)]).toEqual([{ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }, (date.getUTCDay() + 6) % 7]);
      expect(dayNumber(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())).toBe(n);
    }
  });
});

describe("typed dates", () => {
  it.each(["2026/12/7", "2026-12-07", "2026.12.7", "12/7", "12月7日", "2026年12月7日", "令和8年12月7日", "R8.12.7", "Ｒ８．１２．７", "20261207", "26/12/7", "２０２６／１２／７", "2026/12/7(月)", "Mon 2026-12-07", "今日", "today"])("%s is 7 December 2026", (text) => {
    expect(day(text)).toBe(NEAR);
  });
  it("a day without a year is the nearest one", () => {
    expect([day("1/10"), day("11/1")]).toEqual([dayNumber(2027, 1, 10), dayNumber(2026, 11, 1)]);
  });
  it.each(["2026/2/30", "13/1", "0/5", "12月", "来週", "", "2026/12/7 25:00"])("%s is not a date", (text) => expect(day(text)).toBeNull());
  it("令和元年 begins an era, and 平成31年 ends one", () => {
    expect([day("令和元年5月1日"), day("H31.4.30")]).toEqual([dayNumber(2019, 5, 1), dayNumber(2019, 4, 30)]);
  });
  it("a time of day is kept apart", () => expect(parseDate("12/7 13:30", NEAR, NEAR)).toEqual({ day: NEAR, minutes: 810 }));
});

describe("shown dates", () => {
  it("are written as each language does", () => {
    const tick = NEAR * 14400 + 4800;
    expect([formatDay(tick, "ja"), formatDay(tick, "en"), formatInstant(tick, "ja"), formatInstant(tick, "en"), formatDay(NaN, "ja")]).toEqual(["2026/12/07", "2026-12-07", "2026/12/07(月) 08:00", "Mon 2026-12-07 08:00", ""]);
  });
});
