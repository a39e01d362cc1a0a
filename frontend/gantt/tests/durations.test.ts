import { describe, expect, it } from "vitest";
import { formatDuration, parseDuration } from "../model/durations";
import { formatLink, parsePredecessors } from "../model/predecessors";

const ticks = (text: string) => parseDuration(text, 480);

describe("durations", () => {
  it.each([
    ["5", 24000], ["5日", 24000], ["５日", 24000], ["5d", 24000], ["5 days", 24000], ["5 日間", 24000], ["2.5d", 12000], ["4h", 2400], ["4時間", 2400],
    ["30分", 300], ["30 min", 300], ["2w", 48000], ["2週", 48000], ["1か月", 96000], ["1mo", 96000], ["3日?", 14400], ["0", 0],
  ])("%s", (text, expected) => expect(ticks(text)).toEqual({ ticks: expected, elapsed: false }));
  it.each([["3ed", 43200], ["3 edays", 43200], ["経過3日", 43200], ["3経過日数", 43200], ["5eh", 3000]])("elapsed %s", (text, expected) => expect(ticks(text)).toEqual({ ticks: expected, elapsed: true }));
  it.each(["五日", "5x", "日", "", "5 5"])("%s is none", (text) => expect(ticks(text)).toBeNull());
  it("what is shown can be read back", () => {
    for (const lang of ["ja", "en"]) {
      for (const [size, elapsed] of [[24000, false], [4800, false], [12000, false], [43200, true], [0, false]] as const) {
        expect(parseDuration(formatDuration(size, 480, elapsed, lang), 480)).toEqual({ ticks: size, elapsed });
      }
    }
  });
});

describe("predecessors", () => {
  it("are read with kind and lag, in both languages and with wide letters", () => {
    const found = parsePredecessors("5FS+2日, 7ss-50%、9；１２ＦＦ－1d", 480);
    expect(found).toEqual([
      { row: 5, kind: "FS", lag: 9600, lagKind: "working" },
      { row: 7, kind: "SS", lag: -50, lagKind: "percent" },
      { row: 9, kind: "FS", lag: 0, lagKind: "working" },
      { row: 12, kind: "FF", lag: -4800, lagKind: "working" },
    ]);
  });
  it("an elapsed lag and an elapsed percentage are kept apart", () => {
    expect(parsePredecessors("3+2ed,4FS+経過1日,5SF+20e%", 480)).toEqual([
      { row: 3, kind: "FS", lag: 28800, lagKind: "elapsed" },
      { row: 4, kind: "FS", lag: 14400, lagKind: "elapsed" },
      { row: 5, kind: "SF", lag: 20, lagKind: "elapsed_percent" },
    ]);
  });
  it("names the part that cannot be read", () => expect(parsePredecessors("5, 設計の後", 480)).toEqual({ bad: "設計の後" }));
  it("what is shown can be read back", () => {
    for (const kind of ["FS", "SS", "FF", "SF"] as const) {
      for (const [lag, lagKind] of [[0, "working"], [9600, "working"], [-4800, "working"], [14400, "elapsed"], [50, "percent"], [-20, "elapsed_percent"]] as const) {
        for (const lang of ["ja", "en"]) {
          const link = { row: 7, kind, lag, lagKind };
          expect(parsePredecessors(formatLink(link, 480, lang), 480)).toEqual([link]);
        }
      }
    }
  });
  it("finish-to-start without lag is the row alone", () => expect(formatLink({ row: 7, kind: "FS", lag: 0, lagKind: "working" }, 480, "ja")).toBe("7"));
});
