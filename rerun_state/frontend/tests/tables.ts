/** Tables for the tests of what shows them. */

import type { Column, ColumnHead } from "../src/chunks/data/columns";

/** A block as the kernel makes it: a column of integers, one of texts, nulls for both. */
export function block() {
  const bytes = new ArrayBuffer(45);
  new Int32Array(bytes, 0, 3).set([5, 0, 7]);
  new Uint8Array(bytes, 16, 3).set([0, 1, 0]);
  new Int32Array(bytes, 24, 3).set([2, 0, 2]);
  new Uint8Array(bytes, 40, 5).set(new TextEncoder().encode("aébc"));
  return bytes;
}

export const HEADS: ColumnHead[] = [
  { name: null, type: "int", enc: "range", range: [10, 2], index: true },
  { name: "n", type: "int", enc: "i4", at: 0, nulls: 16 },
  { name: ["x", "y"], type: "text", enc: "text", at: 24, text: 40 },
];

/** A column that holds nothing, of a type. */
export const column = (type: string, config = {}): Column => ({
  name: type,
  head: { name: type, type, enc: "text", editable: true, config } as ColumnHead,
  get: () => null,
});
