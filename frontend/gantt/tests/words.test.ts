import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { WORDS, fill, sayer } from "../words";
import japanese from "../words.ja.json";
import english from "../words.json";

const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();
const folder = new URL("..", import.meta.url);
const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((f) => f.endsWith(".ts") && !f.endsWith("words.ts") && !f.startsWith("tests"));

describe("words", () => {
  it("words.json lists exactly the keys (npm run words)", () => expect(english).toEqual(Object.fromEntries(WORDS.map((w) => [w, w]))));
  it("Japanese is complete and keeps the placeholders", () => {
    expect(Object.keys(japanese).sort()).toEqual([...WORDS].sort());
    expect(Object.entries(japanese).filter(([k, v]) => !v || String(holes(k)) !== String(holes(v)))).toEqual([]);
  });
  it("every key is said somewhere", () => {
    const text = sources.map((f) => readFileSync(new URL(f, folder), "utf8")).join("\n");
    expect(WORDS.filter((w) => !text.includes(`"${w}"`))).toEqual([]);
  });
  it("a word without translation says itself, with its values", () => {
    expect([sayer({})("There is no row {row}.", { row: 9 }), sayer(japanese)("There is no row {row}.", { row: 9 }), fill("{a} {b}", { a: 1 })]).toEqual(["There is no row 9.", "9行目はありません。", "1 {b}"]);
  });
});
