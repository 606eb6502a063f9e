// Components of others: in frames of their own (v1), and mounted in the page (v2).
import { height, width } from "./parts";
import {
  boolean,
  bytes,
  either,
  integer,
  json,
  kind,
  list,
  number,
  object,
  oneOf,
  optional,
  record,
  string,
  type TypeOf,
} from "./schema";

/** An argument that JSON has no form for: bytes, or a table as three Arrow streams. */
const special = object({
  key: string,
  bytes: optional(bytes),
  table: optional(record(bytes)),
});

/** A value as JSON, or in base64 as bytes or the parts of a table. */
const value = object({
  type: oneOf("json", "bytes", "dataframe"),
  value: optional(json),
  data: optional(string),
  index: optional(string),
  columns: optional(string),
});

const file = object({ name: string, digest: string });

/** Bytes, or JSON with its tables apart. */
const data = object({ bytes: optional(bytes), json: optional(string), tables: optional(record(bytes)) });
export type Data = TypeOf<typeof data>;

export const components = {
  component_instance: kind(
    {
      name: string,
      folder: optional(string),
      url: optional(string),
      args: string,
      special: list(special),
      height: number,
      tab_index: optional(integer),
      trusted: boolean,
      disabled: optional(boolean),
    },
    { from: ["components"], value: json, sends: value },
  ),
  bidi_component: kind(
    {
      name: string,
      isolate: boolean,
      folder: optional(string),
      html: optional(string),
      css: optional(string),
      js: optional(string),
      html_file: optional(file),
      css_file: optional(file),
      js_file: optional(file),
      data,
      width,
      height: either(height, string),
      form: optional(oneOf(true)),
    },
    {
      from: ["components"],
      value: record(json),
      events: { press: { value: record(json) } },
    },
  ),
};
