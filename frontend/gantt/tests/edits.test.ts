import { describe, expect, it } from "vitest";
import { formatBlock, parseBlock } from "../edit/clipboard";
import { COLUMNS, type Reading, editable } from "../edit/columns";
import { chain, predecessorEdits, predecessorText, unchain } from "../edit/links";
import { pasteEdits } from "../edit/paste";
import { deleteEdits, insertEdit, levelEdits, moveEdits, shiftEdits } from "../edit/rows";
import { at, block, chosenRows, moved, toggled } from "../edit/selection";
import { dayNumber } from "../model/dates";
import { Plan } from "../model/plan";
import { example } from "../mock/plans";
import { MockServer } from "../mock/server";

const plan = new Plan(new MockServer(example()).data());
const reading: Reading = { plan, lang: "ja", today: dayNumber(2026, 11, 22), say: (key) => key };
const column = (name: string) => COLUMNS.find((c) => c.name === name)!;
const typed = (name: string, row: number, text: string) => column(name).edits!(reading, row, text);

describe("cells", () => {
  it("a date begins or ends the day's work, as the column means", () => {
    const day = dayNumber(2026, 12, 9);
    expect(typed("start", 8, "12/9")).toEqual([{ op: "set", id: 9, field: "start", before: plan.columns.start[8], after: day * 14400 + 4800 }]);
    expect(typed("finish", 8, "12月9日")).toEqual([{ op: "set", id: 9, field: "finish", before: plan.columns.finish[8], after: day * 14400 + 10200 }]);
    expect(typed("deadline", 18, "")).toEqual([{ op: "set", id: 19, field: "deadline", before: plan.columns.deadline[18], after: null }]);
  });
  it("what is shown, typed again, changes nothing", () => {
    for (const c of COLUMNS.filter((found) => found.edits)) {
      for (let row = 0; row < plan.size; row++) if (editable(c, plan, row)) expect([c.name, c.edits!(reading, row, c.text(reading, row))]).toEqual([c.name, []]);
    }
  });
  it("summaries' dates, durations and progress are not typed", () => {
    expect(["name", "duration", "start", "percent"].map((name) => editable(column(name), plan, 0))).toEqual([true, false, false, false]);
  });
  it("percent is read with or without its sign, wide or not", () => {
    expect([typed("percent", 6, "５０％"), typed("percent", 6, "150"), typed("percent", 6, "")].map((e) => (Array.isArray(e) ? e[0] : "refused"))).toEqual([{ op: "set", id: 7, field: "percent", before: 30, after: 50 }, "refused", "refused"]);
  });
});

describe("relations from text", () => {
  it("only what differs is sent", () => {
    expect(predecessorText(plan, 9, "ja")).toBe("7、8、9");
    expect(predecessorEdits(plan, 9, "7, 8SS+1d, 5")).toEqual([
      { op: "unlink", id: 1009 },
      { op: "relink", id: 1008, kind: "SS", lag: 4800, lag_kind: "working" },
      { op: "link", predecessor: 5, successor: 10, kind: "FS", lag: 0, lag_kind: "working" },
    ]);
  });
  it("a row that is not there and a row itself are refused", () => {
    expect(predecessorEdits(plan, 9, "99")).toEqual({ key: "There is no row {row}.", params: { row: 99 } });
    expect(predecessorEdits(plan, 9, "10")).toEqual({ key: "An activity cannot follow itself.", params: {} });
  });
  it("chosen rows are linked one after another, and unlinked", () => {
    expect(chain(plan, [11, 12, 16]).map((e) => e.op === "link" && [e.predecessor, e.successor])).toEqual([[12, 13]]);
    expect(unchain(plan, [6, 7, 8, 9])).toEqual([{ op: "unlink", id: 1006 }, { op: "unlink", id: 1007 }, { op: "unlink", id: 1008 }, { op: "unlink", id: 1009 }]);
  });
});

describe("rows", () => {
  it("move in and out with the row above as their place", () => {
    expect(levelEdits(plan, [3], 1)).toEqual([{ op: "move", id: 4, after: 3, level: 3 }]);
    expect(levelEdits(plan, [0], -1)).toEqual([]);
  });
  it("are added above the active one and deleted with their children once", () => {
    expect(insertEdit(plan, 8, "", "t1")).toEqual({ op: "add", temp: "t1", after: 8, level: 2, name: "", duration: 4800, kind: "task" });
    expect(deleteEdits(plan, [5, 6, 11])).toEqual([{ op: "delete", id: 6 }, { op: "delete", id: 12 }]);
  });
  it("move together and never into themselves", () => {
    expect(moveEdits(plan, [1, 2], 6, 2)).toEqual([{ op: "move", id: 2, after: 6, level: 2 }, { op: "move", id: 3, after: 2, level: 2 }]);
    expect(moveEdits(plan, [5], 7, 2)).toEqual([]);
  });
});

describe("places among brothers", () => {
  it("a row and what is under it go one place up or down, not past the first or last", () => {
    expect(shiftEdits(plan, [5], 1)).toEqual([{ op: "move", id: 6, after: 15, level: 1 }]);
    expect(shiftEdits(plan, [5], -1)).toEqual([{ op: "move", id: 6, after: null, level: 1 }]);
    expect(shiftEdits(plan, [2], -1)).toEqual([{ op: "move", id: 3, after: 1, level: 2 }]);
    expect([shiftEdits(plan, [1], -1), shiftEdits(plan, [4], 1), shiftEdits(plan, [19], 1)]).toEqual([[], [], []]);
  });
});

describe("blocks", () => {
  it("are read as Excel writes them and written as Excel reads them", () => {
    const rows = [["a", 'he said "x"', "two\nlines"], ["", "b\tc", "3"]];
    expect(parseBlock(formatBlock(rows))).toEqual(rows);
    expect(parseBlock("a\tb\r\nc\td\r\n")).toEqual([["a", "b"], ["c", "d"]]);
  });
  it("past the end become new rows whose cells refer to them", () => {
    let n = 0;
    const shown = COLUMNS.filter((c) => c.shown);
    const target = { rows: Int32Array.from(plan.columns.id, (_, i) => i), top: 23, left: 0, columns: shown, phrase: (r: { key: string }) => r.key };
    const found = pasteEdits(reading, [["本稼働"], ["反省会", "", "3日", "2027/4/5", "", "", "全員"], ["打ち上げ", "", "x", "いつか"]], target, () => `t${++n}`);
    expect(found.edits).toEqual([
      { op: "set", id: 24, field: "name", before: "稼働開始", after: "本稼働" },
      { op: "add", temp: "t1", after: 24, level: 2, name: "反省会", duration: 14400, kind: "task" },
      { op: "set", id: "t1", field: "start", before: null, after: dayNumber(2027, 4, 5) * 14400 + 4800 },
      { op: "set", id: "t1", field: "resources", before: null, after: "全員" },
      { op: "add", temp: "t2", after: "t1", level: 2, name: "打ち上げ", duration: 4800, kind: "task" },
    ]);
    expect(found.errors.map((e) => [e.id, e.field])).toEqual([["t2", "start"]]);
  });
});

describe("choosing", () => {
  it("extends from the anchor and stays inside", () => {
    const far = moved(moved(at(2, 1), 3, 1, 24, 8, true), 100, 100, 24, 8, true);
    expect(block(far, 8)).toEqual({ top: 2, bottom: 23, left: 1, right: 7 });
  });
  it("rows added with Ctrl come in the plan's order", () => {
    const selection = toggled(toggled(at(9, 0), 3, 2), 10, 9);
    expect(chosenRows(selection, Int32Array.from({ length: 24 }, (_, i) => i), (row) => plan.columns.id[row]!, (id) => plan.rowOf(id))).toEqual([3, 10]);
  });
});
