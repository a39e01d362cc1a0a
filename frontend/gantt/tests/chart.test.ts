import { describe, expect, it } from "vitest";
import { begin, dragged, edits, linkKind, nudged } from "../edit/drag";
import { dayNumber } from "../model/dates";
import { hitTest } from "../model/hit";
import { type View, rowBox, rowsInView } from "../model/layout";
import { Plan } from "../model/plan";
import { distanceTo, route } from "../model/route";
import { extent, tiers, toX, zoomed } from "../model/scale";
import { progressInstant, standing } from "../model/zigzag";
import { example, withBaseline } from "../mock/plans";
import { MockServer } from "../mock/server";

const server = new MockServer(example());
withBaseline(server.book);
const plan = new Plan(server.data());
const rows = Int32Array.from({ length: plan.size }, (_, i) => i);
const scale = { origin: dayNumber(2026, 11, 30) * 14400, pixelsPerDay: 20 };
const view: View = { plan, rows, position: rows, scale, scrollX: 0, scrollY: 0, width: 800, height: 600, head: 44, rowHeight: 28 };

describe("relation lines", () => {
  const from = { left: 100, right: 200, y: 50 };
  const to = { left: 300, right: 400, y: 106 };
  it("leave and enter the edges that the kind says", () => {
    const ends = [0, 1, 2, 3].map((kind) => route(kind, from, to, 13)).map((p) => [p[0], p[1], p[p.length - 2], p[p.length - 1]]);
    expect(ends).toEqual([[200, 50, 300, 106], [100, 50, 300, 106], [200, 50, 400, 106], [100, 50, 400, 106]]);
  });
  it("are orthogonal whatever lies where", () => {
    for (const kind of [0, 1, 2, 3]) {
      for (const [x, y] of [[300, 106], [50, 106], [150, 22], [205, 78], [120, 50]] as const) {
        const points = route(kind, from, { left: x, right: x + 80, y }, 13);
        for (let i = 0; i + 3 < points.length; i += 2) expect(points[i] === points[i + 2] || points[i + 1] === points[i + 3]).toBe(true);
      }
    }
  });
  it("run back along the border of the row, not through the bar", () => {
    const back = route(0, from, { left: 150, right: 250, y: 106 }, 13);
    expect(back).toEqual([200, 50, 207, 50, 207, 93, 143, 93, 143, 106, 150, 106]);
  });
  it("are found near the pointer", () => expect(distanceTo(route(0, from, to, 13), 205, 80)).toBe(4));
});

describe("what lies under the pointer", () => {
  const box = rowBox(view, 8)!; // 外部接続の設計 1 to 10 December
  const hit = (x: number, y = box.top + 3) => hitTest(view, x, y, () => true)?.part;
  it("is the part of the bar that a drag would take", () => {
    expect([hit(box.left + 40), hit(box.right - 2), hit(box.right + 6), hit(box.left - 6), hit(box.right + 60)]).toEqual(["body", "finish", "finish_dot", "start_dot", "empty"]);
    expect(hit(box.left + 1, box.bottom - 2)).toBe("progress");
  });
  it("is nothing in the header and below the last row", () => {
    expect([hitTest(view, 100, 20, () => true), hitTest({ ...view, scrollY: 500 }, 100, 590, () => true)]).toEqual([null, null]);
  });
  it("rows in view are those that touch the pane", () => {
    expect([rowsInView(view), rowsInView({ ...view, scrollY: 29 }), rowsInView({ ...view, rows: rows.subarray(0, 0) })]).toEqual([{ first: 0, last: 19 }, { first: 1, last: 20 }, { first: 0, last: -1 }]);
  });
});

describe("a drag", () => {
  const box = rowBox(view, 8)!;
  const start = (x: number) => begin(plan, hitTest(view, x, box.top + 3, () => true), x, box.top + 3);
  it("moves by whole working days and keeps the working length", () => {
    const moved = dragged(start(box.left + 40), plan, scale, box.left + 40 + 20 * 4, null, 0); // Saturday: Monday
    expect(edits(moved, plan)).toEqual([{ op: "set", id: 9, field: "start", before: plan.columns.start[8], after: dayNumber(2026, 12, 7) * 14400 + 4800 }]);
    expect(plan.calendars[0]!.between(moved.start, moved.finish)).toBe(plan.columns.duration[8]);
  });
  it("stretches to the end of a working day and not before the first", () => {
    const longer = dragged(start(box.right - 2), plan, scale, box.right + 20, null, 0);
    const shorter = dragged(start(box.right - 2), plan, scale, box.left - 500, null, 0);
    expect([longer.finish, shorter.finish]).toEqual([dayNumber(2026, 12, 11) * 14400 + 10200, dayNumber(2026, 12, 1) * 14400 + 10200]);
  });
  it("proposes nothing when the bar comes back", () => expect(edits(dragged(start(box.left + 40), plan, scale, box.left + 41, null, 0), plan)).toEqual([]));
  it("of a summary pans, and so does one over nothing", () => {
    const summary = rowBox(view, 5)!;
    expect([begin(plan, hitTest(view, summary.right - 30, summary.top + 2, () => false), 0, 0).grip, begin(plan, null, 0, 0).grip]).toEqual(["pan", "pan"]);
  });
  it("between bars' ends gives each of the four kinds", () => {
    const over = { position: 9, row: 9, part: "body" as const };
    const kinds = [box.right + 6, box.left - 6].flatMap((x) => [-1, 1].map((side) => linkKind(dragged(start(x), plan, scale, 500 + side, over, 500))));
    expect(kinds).toEqual(["FS", "FF", "SS", "SF"]);
  });
  it("by keyboard goes over weekends", () => {
    expect(nudged(plan, 8, "move", 4)[0]).toMatchObject({ field: "start", after: dayNumber(2026, 12, 7) * 14400 + 4800 });
    expect(nudged(plan, 8, "finish", -8)).toEqual([]);
  });
});

describe("the scale", () => {
  it("keeps the instant under the pointer", () => {
    const next = zoomed(scale, 1000, 300, 5);
    expect(toX(next.scale, scale.origin + 65 * 14400) - next.scroll).toBeCloseTo(300);
  });
  it("years of quarters begin in April in Japan", () => {
    const from = dayNumber(2026, 11, 1);
    const { upper, lower } = tiers(from, from + 200, 0.9, { lang: "ja", fiscalMonth: 4 });
    expect([upper.map((t) => t.label), lower.map((t) => t.label)]).toEqual([["2026年度", "2027年度"], ["Q3", "Q4", "Q1"]]);
    expect(tiers(from, from + 200, 0.9, { lang: "en", fiscalMonth: 1 }).upper.map((t) => t.label)).toEqual(["2026", "2027"]);
  });
  it("cells follow one another without a gap at every zoom", () => {
    for (const width of [60, 26, 9, 2.6, 0.9, 0.1]) {
      const { lower } = tiers(20_000, 20_400, width, { lang: "ja", fiscalMonth: 4 });
      for (let i = 1; i < lower.length; i++) expect(lower[i]!.day).toBe(lower[i - 1]!.end);
      expect([lower[0]!.day <= 20_000, lower[lower.length - 1]!.end >= 20_400]).toEqual([true, true]);
    }
  });
  it("leaves room around the plan, from a Monday", () => {
    const { first, last } = extent(plan.head.start, plan.head.finish);
    expect([(first + 3) % 7, first * 14400 < plan.head.start, last * 14400 > plan.head.finish]).toEqual([0, true, true]);
  });
});

describe("稲妻線", () => {
  const date = dayNumber(2026, 11, 26) * 14400 + 10200;
  const corner = (row: number, percent: number | null) => progressInstant(plan, row, date, percent);
  it("stands on the date where work is done or not yet due", () => expect([corner(1, 100), corner(11, 0)]).toEqual([date, date]));
  it("falls back to what was reached, and runs ahead of it", () => {
    const { start, finish } = plan.columns;
    expect([corner(6, 30), standing(corner(6, 30), date)]).toEqual([start[6]! + (finish[6]! - start[6]!) * 0.3, "behind"]);
    expect(standing(corner(11, 10), date)).toBe("ahead");
  });
  it("passes summaries and the unknown by", () => expect([corner(0, 50), corner(6, null)]).toEqual([NaN, NaN]));
});
