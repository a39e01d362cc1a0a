// The chosen cells: one block between an anchor and the active cell, and rows added with Ctrl.

export interface Cell {
  position: number;
  column: number;
}

export interface Selection {
  anchor: Cell;
  active: Cell;
  wholeRows: boolean; // chosen by row number: all columns
  extra: ReadonlySet<number>; // ids of rows added with Ctrl
}

export const at = (position: number, column: number): Selection => ({
  anchor: { position, column },
  active: { position, column },
  wholeRows: false,
  extra: new Set(),
});

export interface Block {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export function block(selection: Selection, columns: number): Block {
  const { anchor, active, wholeRows } = selection;
  return {
    top: Math.min(anchor.position, active.position),
    bottom: Math.max(anchor.position, active.position),
    left: wholeRows ? 0 : Math.min(anchor.column, active.column),
    right: wholeRows ? columns - 1 : Math.max(anchor.column, active.column),
  };
}

const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));

/** Move the active cell; with `extend` the anchor stays. */
export function moved(selection: Selection, down: number, right: number, rows: number, columns: number, extend: boolean): Selection {
  const active = { position: clamp(selection.active.position + down, rows - 1), column: clamp(selection.active.column + right, columns - 1) };
  if (extend) return { ...selection, active };
  return { anchor: active, active, wholeRows: false, extra: new Set() };
}

/** Ids of the chosen rows, in the order of the plan. */
export function chosenRows(selection: Selection, rows: Int32Array, idOf: (row: number) => number, rowOf: (id: number) => number | undefined): number[] {
  const { top, bottom } = block(selection, 1);
  const found = new Set<number>();
  for (let position = top; position <= Math.min(bottom, rows.length - 1); position++) found.add(idOf(rows[position]!));
  for (const id of selection.extra) if (rowOf(id) !== undefined) found.add(id);
  return [...found].sort((a, b) => rowOf(a)! - rowOf(b)!);
}

export function toggled(selection: Selection, id: number, position: number): Selection {
  const extra = new Set(selection.extra);
  if (!extra.delete(id)) extra.add(id);
  const cell = { position, column: 0 };
  return { anchor: cell, active: cell, wholeRows: true, extra };
}
