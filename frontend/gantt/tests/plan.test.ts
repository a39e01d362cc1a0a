import { describe, expect, it } from "vitest";
import { example, large } from "../mock/plans";
import { MockServer } from "../mock/server";
import { Plan, parents, subtreeEnds } from "../model/plan";
import { CrossingIndex } from "../model/relations";
import { relevelled, topmost, visibleRows } from "../model/tree";

const LEVELS = Uint8Array.from([1, 2, 3, 3, 2, 1, 2]);

describe("the tree", () => {
  it("knows where subtrees end and who the parents are", () => {
    expect([...subtreeEnds(LEVELS)]).toEqual([5, 4, 3, 4, 5, 7, 7]);
    expect([...parents(LEVELS)]).toEqual([-1, 0, 1, 1, 0, -1, 5]);
  });
  it("folding hides what is under a row", () => {
    const plan = { size: 7, ends: subtreeEnds(LEVELS), columns: { id: Int32Array.from([10, 11, 12, 13, 14, 15, 16]) } } as unknown as Plan;
    const { rows, position } = visibleRows(plan, new Set([11, 15]));
    expect([[...rows], [...position]]).toEqual([[0, 1, 4, 5], [0, 1, -1, -1, 2, 3, -1]]);
  });
  it("indenting goes one below the row above, outdenting not above the first level", () => {
    const plan = { parent: parents(LEVELS), ends: subtreeEnds(LEVELS), columns: { level: LEVELS } } as unknown as Plan;
    expect(topmost(plan, [3, 1, 4])).toEqual([1, 4]);
    expect(relevelled(plan, [4], 1)).toEqual([{ row: 4, level: 3 }]);
    expect(relevelled(plan, [0], 1)).toEqual([]);
    expect(relevelled(plan, [2], 1)).toEqual([]);
    expect(relevelled(plan, [5], -1)).toEqual([]);
    expect(relevelled(plan, [1, 2], -1)).toEqual([{ row: 1, level: 1 }]);
  });
});

describe("the index of crossing relations", () => {
  it("finds every relation that crosses a stretch of rows, as looking at all of them does", () => {
    const plan = new Plan(large(3000));
    const { position, rows } = visibleRows(plan, new Set());
    const index = new CrossingIndex(plan.relations, position, rows.length);
    for (const [first, last] of [[0, 30], [500, 540], [1490, 1520], [2970, 2999]] as const) {
      const found = new Set<number>();
      index.near(first, last, (relation) => found.add(relation));
      const { predecessor, successor, size } = plan.relations;
      const crossing = Array.from({ length: size }, (_, i) => i).filter((i) => Math.max(predecessor[i]!, successor[i]!) >= first && Math.min(predecessor[i]!, successor[i]!) <= last);
      expect(crossing.filter((i) => !found.has(i))).toEqual([]);
      expect(found.size).toBeLessThan(size / 2);
    }
  });
  it("leaves out relations to folded rows", () => {
    const plan = new Plan(large(200));
    const { position, rows } = visibleRows(plan, new Set([1]));
    const index = new CrossingIndex(plan.relations, position, rows.length);
    const found: number[] = [];
    index.near(0, 10, (relation) => found.push(relation));
    expect(found).toEqual([]);
  });
});

describe("a plan takes in what the server kept", () => {
  it("changed columns land on their rows", () => {
    const plan = new Plan(large(50));
    const reshaped = plan.take({ version: 7, structure: null, changed: { id: [5, 999], start: [123, 1], deadline: [null, 1], name: ["新", "x"], kind: ["milestone", "task"] } });
    const c = plan.columns;
    expect([reshaped, plan.head.version, c.start[4], c.deadline[4], c.name[4], plan.isMilestone(4)]).toEqual([false, 7, 123, NaN, "新", true]);
  });
  it("rows that came or went bring a new structure, and progress lines follow their rows", () => {
    const server = new MockServer(example(), [20761 * 14400]);
    const plan = new Plan(server.data());
    const before = plan.progressLines[0]!.percent[3];
    const [, answer] = server.edit([{ op: "delete", id: 2 }], true) as [number, never];
    expect(plan.take(answer)).toBe(true);
    expect([plan.size, plan.rowOf(2), plan.rowOf(4), plan.progressLines[0]!.percent[2]]).toEqual([23, undefined, 2, before]);
  });
});
