// A reader's edits: the state of a data_editor, and the values of the table with them.
import type { Json } from "../../../contract/schema";
import type { Edits as Folded } from "../../../contract/data";
import type { Cell, Column, ColumnHead } from "../data/columns";
import { isFar } from "../data/instants";
import { clockOf, momentOf } from "../data/zones";
import { fewer, foldRows, unfoldRows } from "./selection";

/** With each deleted row; of many, those in succession travel as the first and the last. */
export interface Edits extends Omit<Folded, "deleted_rows"> {
  deleted_rows: number[];
}

export const NO_EDITS: Edits = { edited_rows: {}, added_rows: [], deleted_rows: [] };

export const foldEdits = (edits: Edits): Folded => ({ ...edits, deleted_rows: fewer(edits.deleted_rows) });

export const unfoldEdits = (edits: Folded): Edits => ({ ...edits, deleted_rows: unfoldRows(edits.deleted_rows) });

/** What edits call a column. */
export const key = ({ head, name }: Pick<Column, "head" | "name">) => (head.index ? "_index" : name);

/** The rows to show: those of the table which are not deleted, then the new ones. */
export function rowsOf(count: number, edits: Edits): number[] {
  const gone = new Set(edits.deleted_rows);
  const rows = [];
  for (let row = 0; row < count; row++) if (!gone.has(row)) rows.push(row);
  return rows.concat(edits.added_rows.map((_, at) => count + at));
}

/** Is something written in the column? It may be called as what every object has: "constructor". */
export const isWritten = (cells: Cells | undefined, column: Column): cells is Cells =>
  cells !== undefined && Object.hasOwn(cells, key(column));

/** The value of a cell with the edits. */
export function valueOf(column: Column, row: number, count: number, edits: Edits): Cell {
  const cells = row < count ? edits.edited_rows[row] : edits.added_rows[row - count];
  if (isWritten(cells, column)) return inTable(cells[key(column)], column);
  if (row < count) return column.get(row);
  const { enc, range } = column.head;
  return enc === "range" ? range![0] + range![1] * (leftOf(count, edits) + row - count) : null;
}

/** After so many rows new ones count on: up to the last which is not deleted. */
function leftOf(count: number, { deleted_rows: gone }: Edits): number {
  let left = count;
  for (let at = gone.length; at && gone[at - 1] === left - 1; at--) left--;
  return left;
}

type Cells = Record<string, Json>;

/** The edits by which the kernel finds and orders rows, of those columns; null if none matter. */
export function edited(edits: Edits, names: Set<string>): Folded | null {
  const pick = (cells: Cells) =>
    Object.fromEntries(Object.entries(cells).filter(([name]) => names.has(name)));
  const changed = Object.entries(edits.edited_rows).map(([row, cells]) => [row, pick(cells)] as const);
  const edited_rows = Object.fromEntries(changed.filter(([, cells]) => Object.keys(cells).length));
  const { added_rows: added, deleted_rows: deleted } = edits;
  const counts = Object.keys(edited_rows).length || deleted.length || (added.length && names.size);
  if (!counts) return null;
  return { edited_rows, added_rows: added.map(pick), deleted_rows: foldRows(deleted) };
}

/** A row, what edits call the column, and what is written there. */
export type Written = [row: number, name: string, value: Json];

/** Cells are written; what stands in the edits already is gone through once for all of them. */
export function withCells(edits: Edits, count: number, written: Written[]): Edits {
  const edited_rows = { ...edits.edited_rows };
  const added_rows = [...edits.added_rows];
  const own = new Set<number>();
  for (const [row, name, value] of written) {
    const [rows, at]: [Record<number, Cells>, number] =
      row < count ? [edited_rows, row] : [added_rows, row - count];
    if (!own.has(row)) rows[at] = { ...rows[at] };
    own.add(row);
    rows[at]![name] = value;
  }
  return { ...edits, edited_rows, added_rows };
}

/** What a new row has in its cells. */
export function newRow(columns: Column[]): Cells {
  const cells: Cells = {};
  for (const column of columns) {
    const start = column.head.config?.default;
    if (start !== undefined) cells[key(column)] = start;
  }
  return cells;
}

export const withRow = (edits: Edits, columns: Column[]): Edits => ({
  ...edits,
  added_rows: [...edits.added_rows, newRow(columns)],
});

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
  if (isFar(Number(value))) return String(value);
  const text = new Date(Math.floor(Number(value))).toISOString().slice(0, -1);
  const [day, clock] = text.split("T"); // a year has four digits, or a sign and six
  if (type === "date") return day!;
  return (type === "time" ? clock! : text).replace(/\.000$/, "");
}
