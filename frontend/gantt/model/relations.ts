// Relations as arrays, with the lists of every row and an index of those that cross a stretch of visible rows.
import type { LagKind, RelationKind, WireRelations } from "./contract";

export const RELATION_KINDS: readonly RelationKind[] = ["FS", "SS", "FF", "SF"];

interface Lists {
  first: Int32Array; // of row r: entries first[r] .. first[r + 1]
  entries: Int32Array;
}

function listsBy(ends: Int32Array, rows: number): Lists {
  const first = new Int32Array(rows + 1);
  for (const end of ends) if (end >= 0 && end < rows) first[end + 1]!++;
  for (let row = 0; row < rows; row++) first[row + 1]! += first[row]!;
  const next = first.slice();
  const entries = new Int32Array(first[rows]!);
  ends.forEach((end, i) => {
    if (end >= 0 && end < rows) entries[next[end]!++] = i;
  });
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
    this.id = Int32Array.from(wire.id);
    this.predecessor = Int32Array.from(wire.predecessor);
    this.successor = Int32Array.from(wire.successor);
    this.kind = Uint8Array.from(wire.kind, (kind) => RELATION_KINDS.indexOf(kind));
    this.lag = Float64Array.from(wire.lag);
    this.lagKind = wire.lag_kind;
    this.driving = Uint8Array.from(wire.driving);
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

const BLOCK = 32; // visible rows in the smallest block

/**
 * Relations by the block of visible rows that they cross. A relation is filed once, in the finest layer whose blocks (32, 64,
 * 128 rows, ...) hold it in one or two neighbours' length, under the block of its upper end; a query looks at two or three blocks of each layer.
 * Filing is linear in the relations; a query costs what it finds and at most as much again.
 */
export class CrossingIndex {
  private readonly layers: Lists[] = [];

  constructor(relations: Relations, position: Int32Array, visible: number) {
    const layerOf = new Int8Array(relations.size).fill(-1);
    const blockOf = new Int32Array(relations.size);
    let deepest = -1;
    for (let i = 0; i < relations.size; i++) {
      const a = position[relations.predecessor[i]!] ?? -1;
      const b = position[relations.successor[i]!] ?? -1;
      if (a < 0 || b < 0) continue; // an end is folded away, or in another project
      const layer = Math.max(0, Math.ceil(Math.log2((Math.abs(a - b) + 1) / BLOCK)));
      layerOf[i] = layer;
      blockOf[i] = Math.floor(Math.min(a, b) / (BLOCK << layer));
      if (layer > deepest) deepest = layer;
    }
    for (let layer = 0; layer <= deepest; layer++) {
      const blocks = Math.ceil(visible / (BLOCK << layer));
      this.layers.push(listsBy(blockOf.map((block, i) => (layerOf[i] === layer ? block : -1)), blocks));
    }
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
