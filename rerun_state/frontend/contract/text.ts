// Texts: headings, Markdown, code, and what code prints.
import { alignment, icon, text, width } from "./parts";
import {
  anything,
  boolean,
  bytes,
  either,
  integer,
  json,
  kind,
  list,
  maybe,
  object,
  oneOf,
  optional,
  or,
  record,
  string,
} from "./schema";

const colour = oneOf("blue", "green", "orange", "red", "violet", "yellow", "gray", "grey", "rainbow");

/** Something that was printed or displayed. */
const output = either(
  object({ kind: oneOf("stream"), name: oneOf("stdout", "stderr"), text: string }),
  object({ kind: oneOf("text"), text: string }),
  object({ kind: oneOf("html"), html: string }),
  object({ kind: oneOf("svg"), svg: string }),
  object({
    kind: oneOf("image"),
    mime: string,
    data: bytes,
    width: maybe(integer),
    height: maybe(integer),
  }),
);

const member = object({
  name: string,
  type: string,
  value: maybe(string),
  doc: maybe(string),
});

export const texts = {
  heading: kind({
    tag: oneOf("h1", "h2", "h3"),
    body: text,
    anchor: optional(either(string, oneOf(false))),
    help: optional(text),
    icon: optional(icon),
    divider: or(either(boolean, colour), false),
    width: or(width, "stretch"),
    text_alignment: or(alignment, "left"),
    wrap: or(boolean, true),
  }),
  markdown: kind({
    body: either(string, object({ html: string, unsafe: optional(oneOf(true)) })),
    style: or(oneOf("markdown", "caption", "latex"), "markdown"),
    help: optional(text),
    alt: optional(string),
    width: or(width, "stretch"),
    text_alignment: or(alignment, "left"),
    wrap: or(boolean, true),
    anchors: or(boolean, true),
  }),
  text: kind({
    body: string,
    help: optional(text),
    width: or(width, "content"),
    text_alignment: or(alignment, "left"),
    wrap: or(boolean, true),
  }),
  code: kind(
    {
      body: text,
      line_numbers: or(boolean, false),
      wrap_lines: or(boolean, false),
      height: or(width, "content"),
      width: or(width, "stretch"),
    },
    { stays: ["language"] },
  ),
  divider: kind({ width: or(width, "stretch") }),
  html: kind(
    {
      body: string,
      scripts: or(boolean, false),
      /** It is what an object is shown by, and looks like that. */
      output: optional(boolean),
      width: or(width, "stretch"),
    },
    { from: ["text"] },
  ),
  help_info: kind(
    {
      name: optional(string),
      type: string,
      value: optional(string),
      doc: optional(string),
      members: list(member),
      width,
    },
    { from: ["text"], stays: ["plain"] },
  ),
  output: kind({ outputs: list(output) }, { from: ["output"] }),
  /** Any ipywidget, by its model; and a MIME bundle, which an `Output` widget shows. */
  widget: kind({ widget: optional(anything), model_id: optional(string) }),
  mime: kind({ data: record(json), metadata: record(json) }),
};
