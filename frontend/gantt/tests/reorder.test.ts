import { describe, expect, it } from "vitest";
import { type Drop, dropAt } from "../edit/reorder";
import { moveEdits } from "../edit/rows";

/** Levels 1 2 2 3 3 1 2: rows 0 (1, 2 (3, 4)), 5 (6). */
const LEVELS = [1, 2, 2, 3, 3, 1, 2];
const tree = (levels: number[]) => {
  const ends = levels.map((level, row) => {
    let end = row + 1;
    while (end < levels.length && levels[end]! > level) end++;
    return end;
  });
  const parent = levels.map((level, row) => {
    let up = row - 1;
    while (up >= 0 && levels[up]! >= level) up--;
    return up;
  });
  return { size: levels.length, ends: Int32Array.from(ends), parent: Int32Array.from(parent), columns: { level: levels, id: levels.map((_, i) => i + 1) } } as never;
};
const plan = tree(LEVELS);
const all = Int32Array.from(LEVELS.map((_, i) => i));
const drop = (rows: number[], position: number, wanted: number, folded = new Set<number>(), visible = all): Drop | null => dropAt(plan, visible, folded, rows, position, wanted);

describe("rows carried by hand", () => {
  it("come to stand at the level of their new neighbours, whatever the hand asks for", () => {
    expect(drop([6], 1, 9)).toEqual({ position: 1, to: 1, level: 2 }); // right under an open summary, above its first child
    expect(drop([6], 1, 1)).toEqual({ position: 1, to: 1, level: 2 });
    expect(drop([6], 3, 2)).toEqual({ position: 3, to: 3, level: 3 }); // else the row below would lose its summary
  });
  it("at the end of a branch the hand chooses how far out", () => {
    expect([3, 2, 1].map((wanted) => drop([6], 5, wanted)!.level)).toEqual([3, 2, 1]);
    expect(drop([1], 7, 1)).toEqual({ position: 7, to: 7, level: 1 });
  });
  it("go neither into themselves nor where they stand", () => {
    expect([drop([2], 3, 2), drop([2], 4, 2), drop([2], 2, 2), drop([2], 5, 2), drop([], 3, 1)]).toEqual([null, null, null, null, null]);
    expect(drop([2], 5, 1)).toEqual({ position: 5, to: 5, level: 1 }); // in its place, one level out
  });
  it("behind a folded summary they do not vanish in it", () => {
    const visible = Int32Array.from([0, 1, 2, 5, 6]);
    expect(drop([6], 3, 3, new Set([3]), visible)).toEqual({ position: 3, to: 5, level: 2 });
  });
  it("are sent as one move after another, each behind what stays", () => {
    const whole = plan as Parameters<typeof moveEdits>[0];
    expect(moveEdits(whole, [1, 6], 5, 2)).toEqual([
      { op: "move", id: 2, after: 5, level: 2 },
      { op: "move", id: 7, after: 2, level: 2 },
    ]);
  });
});
