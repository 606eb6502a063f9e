// What is selected in a table, in the form that the kernel has: rows and columns as they were sent.

export interface Selection {
  rows: number[];
  columns: string[];
  cells: [number, string][];
}

export const NOTHING: Selection = { rows: [], columns: [], cells: [] };

/** Rows from which on a selection travels as spans of rows, where it has such. */
const MANY = 1000;

/** As it travels: of many rows, those in succession as the first and the last. */
export interface Folded extends Omit<Selection, "rows"> {
  rows: (number | [number, number])[];
}

export function fold(selection: Selection): Folded {
  return { ...selection, rows: fewer(selection.rows) };
}

/** Rows as they travel. */
export const fewer = (rows: number[]): Folded["rows"] => (rows.length < MANY ? rows : foldRows(rows));

/** Rows in ascending order; of those in succession, the first and the last. */
export function foldRows(rows: number[]): Folded["rows"] {
  const folded: Folded["rows"] = [];
  let first = rows[0]!;
  for (const [at, row] of rows.entries()) {
    if (rows[at + 1] === row + 1) continue;
    folded.push(first === row ? row : [first, row]);
    first = rows[at + 1]!;
  }
  return folded;
}

export const unfold = (selection: Folded): Selection => ({ ...selection, rows: unfoldRows(selection.rows) });

export function unfoldRows(folded: Folded["rows"]): number[] {
  const rows: number[] = [];
  for (const row of folded) {
    if (typeof row === "number") rows.push(row);
    else for (let each = row[0]; each <= row[1]; each++) rows.push(each);
  }
  return rows;
}

type Part = "row" | "column" | "cell";

/** How many may be selected of a part: none, one (perhaps never none), any number. */
export function limits(modes: string[]) {
  const of = (part: Part): 0 | 1 | "many" =>
    modes.includes(`multi-${part}`) ? "many" : modes.some((m) => m.startsWith(`single-${part}`)) ? 1 : 0;
  return {
    row: of("row"),
    column: of("column"),
    cell: of("cell"),
    required: modes.includes("single-row-required"),
  };
}

export type Limits = ReturnType<typeof limits>;

/** Select or release one of `chosen`; `add` keeps the others where several may be. */
function toggled<T>(chosen: T[], one: T, limit: 0 | 1 | "many", same: (a: T, b: T) => boolean): T[] {
  const rest = chosen.filter((other) => !same(other, one));
  if (rest.length < chosen.length) return rest;
  return limit === "many" ? [...chosen, one] : [one];
}

const equal = <T>(a: T, b: T) => a === b;

export function toggleRow(selection: Selection, row: number, limit: Limits): Selection {
  const rows = toggled(selection.rows, row, limit.row, equal).sort((a, b) => a - b);
  if (!rows.length && limit.required) return selection;
  return { ...selection, rows, cells: [] };
}

/** All rows from the last selected one to this. */
export function extendRows(selection: Selection, rows: number[]): Selection {
  const all = [...new Set([...selection.rows, ...rows])].sort((a, b) => a - b);
  return { ...selection, rows: all };
}

export function toggleColumn(selection: Selection, name: string, limit: Limits): Selection {
  return { ...selection, columns: toggled(selection.columns, name, limit.column, equal), cells: [] };
}

/** All of these columns, or if they are selected none of them. */
export function toggleColumns(selection: Selection, names: string[]): Selection {
  const others = selection.columns.filter((name) => !names.includes(name));
  const all = selection.columns.length - others.length === names.length;
  return { ...selection, columns: all ? others : [...others, ...names], cells: [] };
}

export function selectCell(
  selection: Selection,
  cell: [number, string],
  limit: Limits,
  add: boolean,
): Selection {
  const same = (a: [number, string], b: [number, string]) => a[0] === b[0] && a[1] === b[1];
  const keep = limit.cell === "many" && add ? selection.cells : [];
  const had = selection.cells.length === 1 && same(selection.cells[0]!, cell);
  const cells = had && !add ? [] : toggled(keep, cell, limit.cell, same);
  return { ...NOTHING, cells };
}
