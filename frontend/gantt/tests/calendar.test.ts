import { describe, expect, it } from "vitest";
import { WorkCalendar, offDays } from "../model/calendar";
import { dayNumber } from "../model/dates";
import { lastWorkingDay, nextWorkingDay, snapFinish, snapStart } from "../model/snap";
import { CALENDAR } from "../mock/plans";

const calendar = new WorkCalendar(CALENDAR, dayNumber(2026, 10, 1), dayNumber(2027, 5, 1));
const at = (m: number, d: number, hour: number, y = 2026) => dayNumber(y, m, d) * 14400 + hour * 600;

/** The plain twin: minute by minute. */
function plainBetween(from: number, to: number): number {
  let worked = 0;
  for (let tick = from; tick < to; tick += 10) {
    const day = Math.floor(tick / 14400);
    const minute = (tick - day * 14400) / 10;
    if (calendar.shifts(day).some(([a, b]) => minute >= a! && minute < b!)) worked += 10;
  }
  return worked;
}

describe("working time", () => {
  it("agrees with counting minutes", () => {
    let seed = 3;
    const chance = (n: number) => ((seed = (seed * 48271) % 2147483647), seed % n);
    for (let i = 0; i < 60; i++) {
      const from = at(12, 20, 0) + chance(20 * 1440) * 10;
      const to = from + chance(15 * 1440) * 10;
      expect(calendar.between(from, to)).toBe(plainBetween(from, to));
    }
  });
  it("a finish ends its day, a start begins its day", () => {
    const monday = at(12, 7, 8);
    expect(calendar.add(monday, 5 * 4800)).toBe(at(12, 11, 17));
    expect(calendar.add(at(12, 11, 17), -5 * 4800)).toBe(monday);
    expect(calendar.add(at(12, 11, 17), 0)).toBe(at(12, 11, 17));
    expect(calendar.nextWork(at(12, 11, 17))).toBe(at(12, 14, 8));
  });
  it("holidays and the lunch break are passed over", () => {
    expect(calendar.add(at(12, 28, 8), 2 * 4800)).toBe(at(1, 4, 17, 2027));
    expect(calendar.add(at(12, 7, 11), 600 * 2)).toBe(at(12, 7, 14));
  });
  it("adding and taking away come back, far outside the table too", () => {
    for (const amount of [4800, 123450, 48000 * 400]) expect(calendar.between(at(12, 7, 8), calendar.add(at(12, 7, 8), amount))).toBe(amount);
    expect(calendar.add(calendar.add(at(12, 7, 8), 48000 * 500), -48000 * 500)).toBe(at(12, 7, 8));
  });
  it("a calendar without working time moves nothing", () => {
    const never = new WorkCalendar({ name: "", week: [[], [], [], [], [], [], []], days: {} });
    expect([never.add(5, 4800), never.nextWork(7)]).toEqual([5, 7]);
  });
});

describe("days off", () => {
  it("come in runs, weekends and named days apart", () => {
    const first = dayNumber(2026, 12, 26);
    const runs = offDays(calendar, first, dayNumber(2027, 1, 4)).map((r) => [r.from - first, r.to - first, r.named]);
    expect(runs).toEqual([[0, 2, false], [3, 7, true], [7, 9, false]]);
    expect(calendar.dayName(dayNumber(2027, 1, 1))).toBe("元日");
  });
  it("a dragged bar lands on working days", () => {
    const saturday = at(12, 12, 8);
    expect(snapStart(calendar, saturday, 26)).toBe(at(12, 14, 8));
    expect(snapStart(calendar, at(12, 8, 8) + 5000, 26)).toBe(at(12, 8, 8));
    expect(snapFinish(calendar, at(12, 13, 17), 26)).toBe(at(12, 11, 17));
    expect(snapStart(calendar, at(12, 8, 10) + 90, 120)).toBe(at(12, 8, 10));
    expect(snapFinish(calendar, at(12, 8, 15) + 100, 120)).toBe(at(12, 8, 15));
    expect([nextWorkingDay(calendar, dayNumber(2026, 12, 29)), lastWorkingDay(calendar, dayNumber(2027, 1, 3))]).toEqual([dayNumber(2027, 1, 4), dayNumber(2026, 12, 28)]);
  });
});
