// Figures and tables.
import { icon, labelVisibility, styles, table, text, width } from "./parts";
import {
  boolean,
  either,
  integer,
  json,
  kind,
  list,
  nothing,
  number,
  object,
  oneOf,
  optional,
  or,
  pair,
  record,
  string,
  tuple,
  type TypeOf,
} from "./schema";

const grid = {
  ...table,
  order: optional(list(integer)),
  hide_index: boolean,
  width,
  height: either(number, oneOf("auto", "stretch", "content")),
  row_height: optional(number),
  placeholder: optional(string),
  styles: optional(styles),
  selection_mode: list(string),
  alt: optional(string),
  /** How many rows the bytes have, where those are only the first ones of a long table. */
  window: optional(integer),
  /** What is to be known of rows that are not in it. */
  note: optional(string),
};

/** A row by its position, a column by its name. */
const cell = tuple(integer, string);

/** Rows by position, and many in succession by the first and the last. */
const spans = list(either(integer, pair(integer)));

/** Columns by name, cells by row and column. */
const selection = object({
  rows: spans,
  columns: list(string),
  cells: list(cell),
});

/** Cells by row and column name, whole rows, and the positions of rows. */
export const edits = object({
  edited_rows: record(record(json)),
  added_rows: list(record(json)),
  deleted_rows: spans,
});
export type Edits = TypeOf<typeof edits>;

export const data = {
  json: kind({ body: string, expanded: either(boolean, integer), width }, { from: ["data"] }),
  metric: kind(
    {
      label: text,
      body: text,
      delta: text,
      color: string,
      arrow: oneOf("up", "down", "off"),
      help: optional(text),
      icon: optional(icon),
      label_visibility: or(labelVisibility, "visible"),
      border: or(boolean, false),
      height: or(width, "content"),
      width: or(width, "stretch"),
      chart_data: list(either(number, nothing)),
      chart_type: oneOf("line", "bar", "area"),
      format: optional(string),
      number: optional(number),
      delta_number: optional(number),
      delta_description: optional(text),
    },
    { from: ["data"] },
  ),
  table: kind(
    {
      ...table,
      heads: list(either(text, nothing)),
      texts: record(list(either(text, nothing))),
      border: either(boolean, oneOf("horizontal")),
      width,
      height: width,
      hide_index: boolean,
      hide_header: boolean,
      styles: optional(styles),
      alt: optional(string),
      /** How many rows the bytes have, where those are only the first ones. */
      window: optional(integer),
      /** What is to be known of the others. */
      note: optional(string),
    },
    { from: ["data"] },
  ),
  dataframe: kind(
    { ...grid, editing: oneOf("read_only") },
    { from: ["grid"], watched: selection, stays: ["source"] },
  ),
  data_editor: kind(
    { ...grid, editing: oneOf("fixed", "dynamic", "add", "delete"), disabled: boolean },
    { from: ["grid"], value: edits, stays: ["source"] },
  ),
  /** The presses of a column of buttons; tables find it by its channel. */
  column_button: kind(
    { channel: string },
    {
      from: ["grid"],
      press: object({ row: integer, label: string }),
      stays: ["column"],
    },
  ),
};

