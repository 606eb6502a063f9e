// Rows of a long table that have come from the kernel.
import type { Edits as Folded } from "../../../contract/data";
import type { Bytes } from "../../../contract/schema";
import type { RowsMessage } from "../../types";
import type { Cell, Column, ColumnHead } from "../data/columns";
import { NO_EDITS, valueOf, type Edits } from "./edits";
import type { Lane } from "./geometry";

/** Which rows, in which order: a column to sort by and whether down, words, and where to look. */
export interface View {
  sort: [number, boolean] | null;
  query: string;
  columns: number[];
  /** What the reader has changed that makes a difference. Without, new rows come last. */
  edits?: Folded;
}

/** Columns and their rows, as they came. */
interface Content {
  heads: ColumnHead[];
  data: Bytes;
  styles: RowsMessage["styles"];
}

/** Rows that have come. */
export class Part {
  readonly end: number;
  readonly #index: Map<number, number> | null = null;

  constructor(
    readonly view: View,
    readonly ask: number,
    readonly start: number,
    readonly total: number,
    readonly count: number,
    readonly columns: Column[],
    readonly places: Int32Array | null,
    readonly content?: Content,
  ) {
    this.end = start + count;
    if (places) this.#index = new Map([...places].map((place, at) => [place, at]));
  }

  /** Where a row of the table is among these; undefined if it is not. */
  at(row: number): number | undefined {
    if (this.#index) return this.#index.get(row);
    return row >= this.start && row < this.end ? row - this.start : undefined;
  }

  /** The row of the table at a place of the view. */
  place(at: number): number {
    if (at < this.start || at >= this.end) return this.places ? unknown(at) : at;
    return this.places ? this.places[at - this.start]! : at;
  }

  /** What stands in these rows of a column of the table, with the edits. */
  values({ at: lane, column }: Pick<Lane, "at" | "column">, count: number, edits: Edits): (at: number) => Cell {
    const { get } = this.columns[lane]!;
    if (edits === NO_EDITS) return get;
    return (at) => valueOf({ ...column, get: () => get(at) }, this.place(this.start + at), count, edits);
  }

  has(from: number, to: number): boolean {
    return from >= this.start && to <= this.end;
  }
}

/** Stands for the row at a place of which nothing is known. */
const unknown = (at: number) => -1 - at;
