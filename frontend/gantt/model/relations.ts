// Relations as arrays, with the lists of every row and an index of those that cross a stretch of visible rows.
import { codes } from "./codes";
import type { LagKind, RelationKind, WireRelations } from "./contract";

export const RELATION_KINDS: readonly RelationKind[] = ["FS", "SS", "FF", "SF"];

interface Lists {
  first: Int32Array; // of row r: entries first[r] .. first[r + 1]
  entries: Int32Array;
}

function listsBy(ends: Int32Array, rows: number): Lists {
  const first = new Int32Array(rows + 1);
  for (let i = 0; i < ends.length; i++) {
    const end = ends[i]!;
    if (end >= 0 && end < rows) first[end + 1]!++;
  }
  for (let row = 0; row < rows; row++) first[row + 1]! += first[row]!;
  const next = first.slice();
  const entries = new Int32Array(first[rows]!);
  for (let i = 0; i < ends.length; i++) {
    const end = ends[i]!;
    if (end >= 0 && end < rows) entries[next[end]!++] = i;
  }
  return { first, entries };
}

export class Relations {
  readonly size: number;
  readonly id: Int32Array;
  readonly predecessor: Int32Array;
  readonly successor: Int32Array;
  readonly kind: Uint8Array;
  readonly lag: Float64Array;
  readonly lagKind: LagKind[];
  readonly driving: Uint8Array;
  readonly outside: (string | null)[];
  private readonly into: Lists;
  private readonly from: Lists;

  constructor(wire: WireRelations, rows: number) {
    this.size = wire.id.length;
    this.id = new Int32Array(wire.id);
    this.predecessor = new Int32Array(wire.predecessor);
    this.successor = new Int32Array(wire.successor);
    this.kind = codes(wire.kind, RELATION_KINDS);
    this.lag = new Float64Array(wire.lag);
    this.lagKind = wire.lag_kind;
    this.driving = new Uint8Array(wire.driving);
    this.outside = wire.outside;
    this.into = listsBy(this.successor, rows);
    this.from = listsBy(this.predecessor, rows);
  }

  /** Indices of the relations that end at a row. */
  intoRow(row: number): Int32Array {
    return this.into.entries.subarray(this.into.first[row], this.into.first[row + 1]);
  }

  fromRow(row: number): Int32Array {
    return this.from.entries.subarray(this.from.first[row], this.from.first[row + 1]);
  }
}

const BLOCK = 32; // visible rows in the smallest block: 1 << 5

/**
 * Relations by the block of visible rows that they cross. A relation is filed once, in the finest layer whose blocks (32, 64,
 * 128 rows, ...) hold it in one or two neighbours' length, under the block of its upper end; a query looks at two or three blocks of each layer.
 * Filing is linear in the relations; a query costs what it finds and at most as much again.
 */
export class CrossingIndex {
  private readonly layers: Lists[] = [];

  constructor(relations: Relations, position: Int32Array, visible: number) {
    const { size, predecessor, successor } = relations;
    const deepest = Math.max(0, Math.ceil(Math.log2((visible + 1) / BLOCK)));
    const blocks = Array.from({ length: deepest + 1 }, () => new Int32Array(size).fill(-1)); // of every relation, by layer
    for (let i = 0; i < size; i++) {
      const [a, b] = [position[predecessor[i]!] ?? -1, position[successor[i]!] ?? -1];
      if (a < 0 || b < 0) continue; // an end is folded away, or in another project
      const span = (a > b ? a - b : b - a) + 1;
      const layer = span <= BLOCK ? 0 : 32 - Math.clz32((span - 1) >> 5);
      blocks[layer]![i] = (a < b ? a : b) >> (layer + 5);
    }
    blocks.forEach((own, layer) => this.layers.push(listsBy(own, Math.ceil(visible / (BLOCK << layer)))));
  }

  /** Calls `found` for every relation filed near visible rows first..last: those that cross them, and some neighbours. */
  near(first: number, last: number, found: (relation: number) => void): void {
    this.layers.forEach(({ first: starts, entries }, layer) => {
      const size = BLOCK << layer;
      const from = Math.max(0, Math.floor(first / size) - 1);
      const to = Math.min(starts.length - 2, Math.floor(last / size));
      if (to < from) return;
      for (let at = starts[from]!; at < starts[to + 1]!; at++) found(entries[at]!);
    });
  }
}
