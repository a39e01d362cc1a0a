// Relations as orthogonal lines, as a planner's eyes know them: out of the predecessor's edge, into the successor's edge.

export interface Anchor {
  left: number;
  right: number;
  y: number;
}

const STUB = 7;

/** Does the line leave the predecessor's right edge; does it enter the successor's left edge? By kind: FS SS FF SF. */
const FROM_RIGHT = [true, false, true, false];
const INTO_LEFT = [true, true, false, false];

/**
 * The corners, x and y in turn. `lane` is the distance from the successor's middle to the border of its row: lines that
 * must run back do so along that border, never through a bar.
 */
export function route(kind: number, from: Anchor, to: Anchor, lane: number): number[] {
  const out = FROM_RIGHT[kind]! ? 1 : -1;
  const into = INTO_LEFT[kind]! ? 1 : -1;
  const x1 = out > 0 ? from.right : from.left;
  const x2 = into > 0 ? to.left : to.right;
  if (out !== into) {
    const side = out > 0 ? Math.max(x1, x2) + STUB : Math.min(x1, x2) - STUB;
    return [x1, from.y, side, from.y, side, to.y, x2, to.y];
  }
  const turn = x1 + out * STUB;
  const before = x2 - into * STUB;
  if ((before - turn) * out >= 0) return [x1, from.y, turn, from.y, turn, to.y, x2, to.y];
  const between = to.y + (from.y <= to.y ? -lane : lane);
  return [x1, from.y, turn, from.y, turn, between, before, between, before, to.y, x2, to.y];
}

/** Squared distance from a point to the line. */
export function distanceTo(points: number[], x: number, y: number): number {
  let best = Infinity;
  for (let i = 0; i + 3 < points.length; i += 2) {
    const [ax, ay, bx, by] = [points[i]!, points[i + 1]!, points[i + 2]!, points[i + 3]!];
    const nearX = Math.max(Math.min(ax, bx), Math.min(x, Math.max(ax, bx)));
    const nearY = Math.max(Math.min(ay, by), Math.min(y, Math.max(ay, by)));
    best = Math.min(best, (nearX - x) ** 2 + (nearY - y) ** 2);
  }
  return best;
}
