// A reader's edits: the state of a data_editor, and the values of the table with them.
import type { Json, TypeOf } from "../../../contract/schema";
import type { edits } from "../../../contract/data";
import type { ViewEdits } from "../../../contract/page";
import type { Cell, Column, ColumnHead } from "../data/columns";
import { clockOf, momentOf } from "../data/zones";
import { foldRows } from "./selection";

export type Edits = TypeOf<typeof edits>;

export const NO_EDITS: Edits = { edited_rows: {}, added_rows: [], deleted_rows: [] };

/** What edits call a column. */
export const key = (column: Column) => (column.head.index ? "_index" : column.name);

/** The rows to show: those of the table which are not deleted, then the new ones. */
export function rowsOf(count: number, edits: Edits): number[] {
  const gone = new Set(edits.deleted_rows);
  const rows = [];
  for (let row = 0; row < count; row++) if (!gone.has(row)) rows.push(row);
  return rows.concat(edits.added_rows.map((_, at) => count + at));
}

/** The value of a cell with the edits. */
export function valueOf(column: Column, row: number, count: number, edits: Edits): Cell {
  const cells = row < count ? edits.edited_rows[row] : (edits.added_rows[row - count] ?? {});
  const name = key(column);
  if (cells && name in cells) return inTable(cells[name], column);
  if (row < count) return column.get(row);
  return column.head.enc === "range" ? row : null;
}

type Cells = Record<string, Json>;

/** The edits by which the kernel finds and orders rows, of those columns; null if none matter. */
export function edited(edits: Edits, names: Set<string>): ViewEdits | null {
  const pick = (cells: Cells) =>
    Object.fromEntries(Object.entries(cells).filter(([name]) => names.has(name)));
  const changed = Object.entries(edits.edited_rows).map(([row, cells]) => [row, pick(cells)] as const);
  const edited_rows = Object.fromEntries(changed.filter(([, cells]) => Object.keys(cells).length));
  const { added_rows: added, deleted_rows: deleted } = edits;
  const counts = Object.keys(edited_rows).length || deleted.length || (added.length && names.size);
  if (!counts) return null;
  return { edited_rows, added_rows: added.map(pick), deleted_rows: foldRows(deleted) };
}

export function withCell(edits: Edits, row: number, count: number, name: string, value: Json) {
  if (row >= count) {
    const added_rows = edits.added_rows.map((cells, at) =>
      at === row - count ? { ...cells, [name]: value } : cells,
    );
    return { ...edits, added_rows };
  }
  const cells = { ...edits.edited_rows[row], [name]: value };
  return { ...edits, edited_rows: { ...edits.edited_rows, [row]: cells } };
}

export function withRow(edits: Edits, columns: Column[]): Edits {
  const cells: Record<string, Json> = {};
  for (const column of columns) {
    const start = column.head.config?.default;
    if (start !== undefined) cells[key(column)] = start;
  }
  return { ...edits, added_rows: [...edits.added_rows, cells] };
}

export function withoutRows(edits: Edits, rows: Iterable<number>, count: number): Edits {
  const gone = new Set(rows);
  const deleted = [...gone].filter((row) => row < count);
  const edited = Object.entries(edits.edited_rows).filter(([row]) => !gone.has(Number(row)));
  return {
    edited_rows: Object.fromEntries(edited),
    added_rows: edits.added_rows.filter((_, at) => !gone.has(count + at)),
    deleted_rows: [...new Set([...edits.deleted_rows, ...deleted])].sort((a, b) => a - b),
  };
}

/** A value of an edit (where times are ISO texts) as the table has such values. */
function inTable(value: unknown, { head }: Column): Cell {
  if (value === null || value === undefined) return null;
  switch (head.type) {
    case "date":
      return fromIso(String(value));
    case "datetime":
      return fromIso(String(value), head.tz);
    case "time":
      return fromIso(`1970-01-01T${String(value)}`);
    case "list":
      return JSON.stringify(value);
    default:
      return value as Cell;
  }
}

/** What says no time zone is what clocks of the column's own show. */
function fromIso(text: string, zone?: string): number | null {
  const told = isZoned(text) || !text.includes("T");
  const at = Date.parse(told ? text : `${text}Z`);
  if (Number.isNaN(at)) return null;
  return told ? at : momentOf(clockOf(zone), at);
}

export const isZoned = (text: string): boolean => /(Z|[+-]\d\d:?\d\d)$/.test(text) && text.includes("T");

/** A cell as the text that edits have of it, which is what clocks of its column's zone show. */
export function shownIso(value: Cell, { type, tz }: ColumnHead): string {
  return toIso(value === null ? null : clockOf(tz)(Number(value)), type);
}

/** A time of the table as the ISO text that edits and the browser's own inputs have. */
export function toIso(value: Cell, type: string): string {
  if (value === null) return "";
  const text = new Date(Number(value)).toISOString().slice(0, -1);
  if (type === "date") return text.slice(0, 10);
  return (type === "time" ? text.slice(11) : text).replace(/\.000$/, "");
}
