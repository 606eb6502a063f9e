// What a page and its kernel say to each other beside the events of elements: rows, patches, what the
// views of long tables and charts read, and the code and files that every model can be asked for.
import { columnHead } from "./parts";
import {
  anything,
  boolean,
  bytes,
  integer,
  list,
  number,
  object,
  oneOf,
  either,
  optional,
  pair,
  record,
  string,
  tuple,
  type Given,
  type Type,
  type TypeOf,
} from "./schema";

const line = {
  /** Unique in the page, never reused. */
  k: integer,
  /** The kind, of an element with a value only if a chunk draws it. */
  t: optional(string),
  /** The properties of an element without a value: the kind's own, less the usual. */
  p: optional(record(anything)),
  /** The model id of an element with a value; its kind and props are there. */
  m: optional(string),
  /** The model id of any other ipywidget. */
  w: optional(string),
};
export type Row = Given<typeof line> & { c?: Row[] };
const row: Type<Row> = object({ ...line, c: optional(list(anything)) });

/** What makes other bytes of those that are here. */
const splice = object({
  /** Three numbers for each place: how many bytes stay, then are dropped, then are put there. */
  cuts: list(integer),
  /** All that is put. */
  bytes,
  /** The Adler-32 of what comes of it. */
  sum: integer,
});
export type Splice = TypeOf<typeof splice>;

/** What has changed of an input: its properties, the names of those that are gone, its value. */
const inputChange = object({
  props: optional(record(anything)),
  gone: optional(list(string)),
  splices: optional(record(splice)),
  value: optional(anything),
  ack: optional(string),
});

const op = either(
  tuple(oneOf("set"), integer, record(anything), list(string)),
  tuple(oneOf("splice"), integer, record(splice)),
  tuple(oneOf("insert"), integer, integer, list(row)),
  tuple(oneOf("remove"), integer, integer, integer),
  tuple(oneOf("move"), integer, integer, integer),
  tuple(oneOf("replace"), integer, integer, row),
  tuple(oneOf("input"), string, inputChange),
  tuple(oneOf("stale"), list(integer)),
);

/** Statistics of a column. Its values are numbers, in the form in which they travel, or texts. */
const summary = object({
  rows: integer,
  missing: integer,
  distinct: integer,
  numbers: optional(
    object({
      min: number,
      max: number,
      mean: optional(number),
      median: optional(number),
      deviation: optional(number),
    }),
  ),
  /** How many lie in each of as many parts of the range, all of the same width. */
  bins: optional(list(integer)),
  /** The most frequent ones, and how often they are there. */
  tops: optional(list(tuple(string, integer))),
});
export type Summary = TypeOf<typeof summary>;

/** What a page hears. */
export const told = {
  patch: { v: integer, ops: list(op) },
  snapshot: { v: integer, rows: row, inputs: record(inputChange) },
  /** Rows of a long table, for one of its views; or what else the kernel says of them. */
  rows: {
    row: integer,
    /** The name of the view that asked; empty for all of them. */
    view: string,
    ask: integer,
    start: optional(integer),
    /** How many rows the view has in all. */
    total: optional(integer),
    rows: optional(integer),
    /** Left out, where a view has them already, as it has what a splice is made for. */
    columns: optional(list(columnHead)),
    data: optional(bytes),
    splice: optional(splice),
    /** What pandas' Styler says of these rows, left out likewise; cells are called "row,column". */
    styles: optional(object({ css: record(string), texts: record(string) })),
    /** Where the rows stand in the table, where that is not one after the other. */
    places: optional(bytes),
    /** Which rows the view has, from the first to the last of each stretch. */
    spans: optional(list(pair(integer))),
    /** What the view has may be out of date. */
    stale: optional(boolean),
    about: optional(summary),
    /** What the view was told of a column may be out of date. */
    outdated: optional(boolean),
    error: optional(string),
  },
  /** Points of a chart for one of its views, which add to those that came with it. */
  points: {
    row: integer,
    view: optional(string),
    ask: optional(integer),
    /** What those are known by that came with it. */
    of: optional(string),
    /** Of each of them, whether it is still drawn. */
    stays: optional(bytes),
    rows: optional(integer),
    columns: optional(list(columnHead)),
    data: optional(bytes),
    note: optional(string),
    mark: optional(string),
    /** The view has them. */
    same: optional(boolean),
    /** For all views: what they have may be out of date. */
    stale: optional(boolean),
    error: optional(string),
  },
  /** Who looks at the page has to greet again. */
  who: {},
};

/** What may be asked of every model: the front end's code, a chunk of it, a component's files. */
export const asked = {
  library: {},
  chunk: { name: string },
  file: { folder: string, name: optional(string) },
};

/** What it answers. */
export const answers = {
  library: { code: string },
  chunk: { name: string, code: optional(string), error: optional(string) },
  file: {
    folder: string,
    name: optional(string),
    files: optional(record(string)),
    data: optional(string),
    error: optional(string),
  },
};
