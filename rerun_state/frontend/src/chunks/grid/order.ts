// Which rows a grid shows, and in which order.
import type { Cell, Column } from "../data/columns";
import { sizeOf, type CellRange } from "./place";

/** The rows of a grid in its order. Those of which nothing is known yet have numbers below zero. */
export interface Rows {
  readonly length: number;
  at(place: number): number | undefined;
  slice(from: number, to: number): number[];
  indexOf(row: number): number;
  /** Is what stands in this row here? Of a table that is here as a whole, it is. */
  has?(row: number): boolean;
  /** The rows at these places, of which some are not known yet. */
  placesOf?(from: number, to: number): Promise<number[]>;
  /** Say in the table's place why something has not come. */
  fail?(reason: string): void;
}

/** Cells that can be named to the kernel one by one. */
const MOST_CELLS = 100_000;

/** Do something with each cell of a block, once it is known which rows these are. */
export function withBlock(rows: Rows, range: CellRange, act: (rows: number[]) => void): void {
  const size = sizeOf(range);
  const most = MOST_CELLS.toLocaleString("en");
  if (size <= MOST_CELLS || !rows.fail) withRows(rows, range.top, range.bottom + 1, act);
  else rows.fail(`These are ${size.toLocaleString("en")} cells, of which at most ${most} can be taken at once.`);
}

/** Do something with the rows at some places, once it is known which they are. */
export function withRows(rows: Rows, from: number, to: number, act: (rows: number[]) => void): void {
  const here = rows.slice(from, to);
  if (!rows.placesOf || here.every((row) => row >= 0)) act(here);
  else void rows.placesOf(from, to).then(act, (error: Error) => rows.fail?.(error.message));
}

export interface Sort {
  /** By what the column is known: columns come and go, and change places. */
  column: string;
  down: boolean;
}

/** By what columns are known: their names, which may repeat, also in the index. */
export function marksOf(columns: Pick<Column, "head">[]): string[] {
  const met = new Map<string, number>();
  return columns.map(({ head }) => {
    const mark = JSON.stringify([Boolean(head.index), head.name]);
    const before = met.get(mark) ?? 0;
    met.set(mark, before + 1);
    return `${before} ${mark}`;
  });
}

/** Numbers by size, texts as people sort them. */
function compare(a: Cell, b: Cell): number {
  if (a === b) return 0;
  if (typeof a === "string" && typeof b === "string") return collator.compare(a, b);
  return a! < b! ? -1 : 1;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** Numbers by size, those that are written out as well: they have more digits than a number holds. */
function compareNumbers(a: Cell, b: Cell): number {
  return Number(a) - Number(b) || compareDigits(String(a), String(b));
}

function compareDigits(a: string, b: string): number {
  if (![a, b].every((text) => /^-?\d+(\.\d+)?$/.test(text))) return 0;
  const places = Math.max(...[a, b].map((text) => text.length));
  const [one, other] = [a, b].map((text) => {
    const [whole, fraction = ""] = text.split(".");
    return BigInt(whole + fraction.padEnd(places, "0"));
  });
  return one! < other! ? -1 : Number(one! > other!);
}

/** The rows in order; missing values stay last even downwards. */
export function sorted(rows: number[], get: (row: number) => Cell, down: boolean, numbers = false): number[] {
  const values = new Map<number, Cell>(rows.map((row) => [row, get(row)]));
  const bySize = numbers ? compareNumbers : compare;
  return [...rows].sort((x, y) => {
    const [a, b] = [values.get(x)!, values.get(y)!];
    if (a === null || b === null) return Number(a === null) - Number(b === null) || x - y;
    return (down ? bySize(b, a) : bySize(a, b)) || x - y;
  });
}

/** The rows with a cell whose text contains all the words. */
export function found(rows: number[], texts: ((row: number) => string)[], query: string): number[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return rows;
  return rows.filter((row) => {
    const line = texts.map((text) => text(row).toLowerCase());
    return words.every((word) => line.some((text) => text.includes(word)));
  });
}
