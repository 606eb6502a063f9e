// Tables as the kernel sends them: columns in one block of bytes, and a list of what is where.
// The twin of elements/columnar.py.

import type { ColumnHead } from "../../../contract/parts";
import type { Bytes } from "../../../contract/schema";
import { spelled } from "./headings";

export type { ColumnHead };

/** A value as it is in the table: dates, times and durations are milliseconds. */
export type Cell = string | number | boolean | null;

type Read = (row: number) => Cell;

export interface Column {
  head: ColumnHead;
  /** The name by which programs and edits speak of it. */
  name: string;
  get(row: number): Cell;
}

export function readColumns(rows: number, heads: ColumnHead[], data: Bytes): Column[] {
  const bytes = aligned(data);
  const texts = textsIn(rows, heads, bytes);
  return heads.map((head) => ({ head, name: nameOf(head), get: getter(rows, head, bytes, texts) }));
}

/** Are there as many bytes as the heads speak of? */
export function areWhole(rows: number, heads: ColumnHead[], data: Bytes): boolean {
  const end = (at: number | undefined, width = 1) => (at === undefined ? 0 : at + rows * width);
  return heads.every(({ enc, at, nulls }) => Math.max(end(at, WIDTHS[enc]), end(nulls)) <= data.byteLength);
}

const WIDTHS: Record<string, number> = { code: 1, u1: 1, i4: 4, f8: 8, text: 4 };

/** The name by which programs and edits speak of a column. */
export function nameOf({ name }: ColumnHead): string {
  if (Array.isArray(name)) return name.map(spelled).join("_");
  return name === null ? "" : spelled(name);
}

/** The rows as objects, for libraries that want them so. */
export function readObjects(rows: number, heads: ColumnHead[], data: Bytes): object[] {
  const columns = readColumns(rows, heads, data);
  return Array.from({ length: rows }, (_, row) => {
    const made: Record<string, unknown> = {};
    for (const { head, name, get } of columns) {
      const value = get(row);
      const nested = head.type === "list" || head.type === "json" || head.type === "decimal";
      made[name] = nested && typeof value === "string" ? JSON.parse(value) : value;
    }
    return made;
  });
}

/** Typed arrays need their data at a multiple of eight. */
function aligned(data: Bytes): ArrayBuffer {
  if (data instanceof ArrayBuffer) return data;
  const { buffer, byteOffset, byteLength } = data;
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}

/** What reads the texts of one column after the other. */
function textsIn(rows: number, heads: ColumnHead[], bytes: ArrayBuffer): (head: ColumnHead) => Read {
  const begin = heads.find(({ enc }) => enc === "text")?.text;
  if (begin === undefined) return () => () => null;
  const all = new TextDecoder("utf-8", { ignoreBOM: true }).decode(new Uint8Array(bytes, begin));
  let end = 0;
  return ({ at }) => {
    const ends = new Int32Array(bytes, at, rows).map((size) => (end += size));
    const sizes = new Int32Array(bytes, at, rows);
    return (row) => all.slice(ends[row]! - sizes[row]!, ends[row]);
  };
}

function getter(rows: number, head: ColumnHead, bytes: ArrayBuffer, texts: (head: ColumnHead) => Read): Read {
  const read = head.enc === "text" ? texts(head) : reader(rows, head, bytes);
  if (head.nulls === undefined) return read;
  const nulls = new Uint8Array(bytes, head.nulls, rows);
  return (row) => (nulls[row] ? null : read(row));
}

function reader(rows: number, head: ColumnHead, bytes: ArrayBuffer): Read {
  const { enc, type, at = 0 } = head;
  if (enc === "range") {
    const [start, step] = head.range!;
    return (row) => start + step * row;
  }
  if (enc === "code") {
    const codes = new Uint8Array(bytes, at, rows);
    return (row) => head.texts![codes[row]!]!;
  }
  if (enc === "u1") {
    const values = new Uint8Array(bytes, at, rows);
    return type === "empty" ? () => null : (row) => Boolean(values[row]);
  }
  const values = enc === "i4" ? new Int32Array(bytes, at, rows) : new Float64Array(bytes, at, rows);
  return (row) => {
    const value = values[row]!;
    return Number.isNaN(value) ? null : value;
  };
}
