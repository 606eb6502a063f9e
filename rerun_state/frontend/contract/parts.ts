// What many kinds have in common: texts, sizes, tables, and the properties of fields and buttons.
import {
  boolean,
  bytes,
  either,
  integer,
  json,
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
  type TypeOf,
} from "./schema";

/** A text from the kernel: plain, or already rendered (and escaped) to HTML there. */
export const text = either(string, object({ html: string }));
export type Text = TypeOf<typeof text>;

/** An emoji, or a drawing. */
export const icon = text;

/** In pixels, or as a word: as wide as its content, as wide as there is room. */
export const width = either(number, oneOf("stretch", "content"));
export const height = width;

export const alignment = oneOf("left", "center", "right", "justify", "distribute");

/** Between elements: a size by name, in pixels, or null for none. */
export const gap = either(string, number, nothing);
export type Gap = TypeOf<typeof gap>;

export const labelVisibility = oneOf("visible", "hidden", "collapsed");

/** The frame of a field: its label and what stands beside it. */
export const frame = {
  label: text,
  label_visibility: or(labelVisibility, "visible"),
  help: optional(text),
  disabled: or(boolean, false),
};

/** A field that takes the width there is. */
export const field = { ...frame, width: or(width, "stretch") };

/** A field that may be left empty, or must not be. */
export const emptiable = { required: or(boolean, false), clearable: or(boolean, false) };

const buttonType = oneOf("primary", "secondary", "tertiary");

/** What a button that opens a menu looks like. */
export const opener = {
  label: text,
  help: optional(text),
  icon: optional(icon),
  type: or(buttonType, "secondary"),
  disabled: or(boolean, false),
  width: or(width, "content"),
  wrap: optional(boolean),
};

/** What any other button looks like. */
export const button = {
  ...opener,
  icon_position: or(oneOf("left", "right"), "left"),
  shortcut: optional(string),
};

/** How a column of a table is shown and edited, as `st.column_config` says. */
const columnConfig = object({
  type: optional(string),
  label: optional(string),
  width: optional(either(number, oneOf("small", "medium", "large"))),
  help: optional(text),
  disabled: optional(boolean),
  required: optional(boolean),
  pinned: optional(boolean),
  hidden: optional(boolean),
  alignment: optional(oneOf("left", "center", "right")),
  default: optional(json),
  format: optional(string),
  timezone: optional(string),
  min_value: optional(either(number, string)),
  max_value: optional(either(number, string)),
  step: optional(number),
  max_chars: optional(integer),
  validate: optional(string),
  display_text: optional(string),
  options: optional(list(json)),
  labels: optional(list(string)),
  accept_new_options: optional(boolean),
  color: optional(either(string, list(string))),
  y_min: optional(number),
  y_max: optional(number),
  style: optional(buttonType),
  channel: optional(string),
});

const name = either(string, number, boolean, nothing);

/** What a column holds, and where in the table's bytes it is. */
export const columnHead = object({
  /** Of several levels where it is a list: neighbours that share the upper ones share a heading. */
  name: either(name, list(name)),
  type: string,
  enc: oneOf("i4", "f8", "u1", "text", "code", "range"),
  at: optional(integer),
  text: optional(integer),
  /** Where rows are told by the number of one of these. */
  texts: optional(list(string)),
  nulls: optional(integer),
  range: optional(pair(integer)),
  index: optional(boolean),
  tz: optional(string),
  options: optional(list(json)),
  mixed: optional(boolean),
  editable: optional(boolean),
  config: optional(columnConfig),
});
export type ColumnHead = TypeOf<typeof columnHead>;

/** A table as columns in one block of bytes. */
export const table = { rows: integer, columns: list(columnHead), data: bytes };
export const dataset = object(table);
export type Dataset = TypeOf<typeof dataset>;

/** What pandas' Styler says of a table; cells are called "row,column". */
export const styles = object({
  css: record(string),
  texts: record(string),
  hidden: list(integer),
  caption: either(string, nothing),
  /** How many decimals numbers have that have no text of their own. */
  precision: integer,
});

/** A file that the kernel has. */
export const file = object({ id: string, name: string, type: string, size: integer });

/** How files come: piece by piece, the next one when the last has arrived. */
export const uploads = {
  events: {
    upload: {
      id: string,
      name: string,
      type: string,
      size: integer,
      offset: integer,
      part: optional(string),
    },
    cancel: { id: string, part: optional(string) },
  },
  replies: {
    ack: { id: string, offset: integer },
    refused: { id: string, reason: string },
  },
};

/** Content as bytes with their MIME type, or where the browser finds it. */
export const medium = {
  data: optional(bytes),
  mime: optional(string),
  src: optional(string),
};

