// From the predecessor column's text to the edits that make the relations so.
import type { Edit } from "../model/contract";
import type { Plan } from "../model/plan";
import { RELATION_KINDS } from "../model/relations";
import { type Link, formatLink, parsePredecessors } from "../model/predecessors";

export interface Held extends Link {
  relation: number; // index
}

/** The relations into a row whose other end is in this plan. */
export function heldLinks(plan: Plan, row: number): Held[] {
  const r = plan.relations;
  return Array.from(r.intoRow(row))
    .filter((i) => r.outside[i] === null)
    .map((i) => ({ relation: i, row: r.predecessor[i]! + 1, kind: RELATION_KINDS[r.kind[i]!]!, lag: r.lag[i]!, lagKind: r.lagKind[i]! }))
    .sort((a, b) => a.row - b.row);
}

export function predecessorText(plan: Plan, row: number, lang: string): string {
  const perDay = plan.head.minutes_per_day;
  const inside = heldLinks(plan, row).map((link) => formatLink(link, perDay, lang));
  const outside = Array.from(plan.relations.intoRow(row)).map((i) => plan.relations.outside[i]!).filter(Boolean);
  return [...inside, ...outside].join(lang === "ja" ? "、" : ", ");
}

const same = (a: Link, b: Link): boolean => a.kind === b.kind && a.lag === b.lag && a.lagKind === b.lagKind;

export type Refusal = { key: string; params: Record<string, string | number> };

function checked(plan: Plan, row: number, links: Link[]): Refusal | null {
  const own = plan.columns.id[row];
  for (const link of links) {
    if (link.row < 1 || link.row > plan.size) return { key: "There is no row {row}.", params: { row: link.row } };
    if (plan.columns.id[link.row - 1] === own) return { key: "An activity cannot follow itself.", params: {} };
  }
  return null;
}

/** Texts of other projects' relations stay where they are: they are left out before reading. */
export function predecessorEdits(plan: Plan, row: number, text: string): Edit[] | Refusal {
  const outside = Array.from(plan.relations.intoRow(row)).map((i) => plan.relations.outside[i]).filter((o) => o !== null);
  const own = outside.reduce((left, o) => left.replace(o, ""), text);
  const wanted = parsePredecessors(own, plan.head.minutes_per_day);
  if ("bad" in wanted) return { key: "“{text}” is not a predecessor. Write a row number, a kind and a lag, such as 5FS+2d.", params: { text: wanted.bad } };
  return checked(plan, row, wanted) ?? difference(plan, row, wanted);
}

function difference(plan: Plan, row: number, wanted: Link[]): Edit[] {
  const held = heldLinks(plan, row);
  const idOf = (link: Held) => plan.relations.id[link.relation]!;
  const edits: Edit[] = held.filter((h) => !wanted.some((w) => w.row === h.row)).map((h) => ({ op: "unlink", id: idOf(h) }));
  for (const link of wanted) {
    const { kind, lag, lagKind: lag_kind } = link;
    const before = held.find((h) => h.row === link.row);
    if (!before) edits.push({ op: "link", predecessor: plan.columns.id[link.row - 1]!, successor: plan.columns.id[row]!, kind, lag, lag_kind });
    else if (!same(before, link)) edits.push({ op: "relink", id: idOf(before), kind, lag, lag_kind });
  }
  return edits;
}

/** Link the chosen rows one after another, as Ctrl+F2 does; those that are linked already are left alone. */
export function chain(plan: Plan, rows: number[]): Edit[] {
  const linked = (a: number, b: number) => heldLinks(plan, b).some((h) => h.row === a + 1);
  const pairs = rows.slice(1).map((row, i) => [rows[i]!, row] as const);
  return pairs
    .filter(([a, b]) => !linked(a, b))
    .map(([a, b]) => ({ op: "link", predecessor: plan.columns.id[a]!, successor: plan.columns.id[b]!, kind: "FS", lag: 0, lag_kind: "working" }));
}

/** Unlink: among several rows the relations between them, of one row all of its own. */
export function unchain(plan: Plan, rows: number[]): Edit[] {
  const chosen = new Set(rows);
  const found = new Set<number>();
  for (const row of rows) {
    for (const i of [...plan.relations.intoRow(row), ...plan.relations.fromRow(row)]) {
      const between = chosen.has(plan.relations.predecessor[i]!) && chosen.has(plan.relations.successor[i]!);
      if (plan.relations.outside[i] === null && (rows.length === 1 || between)) found.add(plan.relations.id[i]!);
    }
  }
  return [...found].sort((a, b) => a - b).map((id) => ({ op: "unlink", id }));
}
