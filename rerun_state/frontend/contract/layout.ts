// Places for other elements.
import { gap, icon, opener, text, width } from "./parts";
import {
  boolean,
  bytes,
  either,
  integer,
  kind,
  list,
  number,
  oneOf,
  optional,
  or,
  pair,
  string,
} from "./schema";

const down = oneOf("top", "center", "bottom", "distribute");
const count = either(integer, oneOf("auto"));

const box = {
  border: or(boolean, false),
  key: optional(string),
  width: or(width, "stretch"),
  height: or(width, "content"),
  direction: or(oneOf("vertical", "horizontal"), "vertical"),
  wrap: or(boolean, true),
  horizontal_alignment: or(oneOf("left", "center", "right", "distribute"), "left"),
  vertical_alignment: or(down, "top"),
  gap: optional(gap),
  autoscroll: optional(boolean),
};

const opening = { label: text, width: or(width, "stretch") };

export const layout = {
  container: kind(box),
  columns: kind({
    gap: optional(gap),
    vertical_alignment: or(down, "top"),
    border: or(boolean, false),
    width: or(width, "stretch"),
    wrap: or(boolean, true),
  }),
  column: kind({ weight: number }),
  grid: kind(
    {
      columns: count,
      min_column_width: count,
      wrap: boolean,
      gap: pair(gap),
      vertical_alignment: down,
      border: boolean,
      row_height: either(integer, oneOf("content")),
      width,
      height: width,
      key: optional(string),
      dense: boolean,
    },
    { from: ["layout"] },
  ),
  cell: kind({ column_span: either(integer, oneOf("all")), row_span: integer }),
  /** The page of another app: the id of its model, or that it is waited for. */
  guest: kind({ name: string, model: optional(string), waits: optional(text) }),
  space: kind({ size: either(number, string) }, { from: ["layout"] }),
  empty: kind({}),
  form: kind(
    {
      key: optional(string),
      enter_to_submit: boolean,
      border: boolean,
      width,
      height: width,
    },
    { stays: ["clear_on_submit"] },
  ),
  tabs: kind(
    { default: integer, width, height: width, labels: list(text) },
    { watched: integer },
  ),
  tab: kind({ label: text }),
  expander: kind(
    { ...opening, icon: optional(icon), expanded: or(boolean, false), type: or(oneOf("default", "compact"), "default") },
    { watched: boolean },
  ),
  status: kind({
    ...opening,
    expanded: boolean,
    state: oneOf("running", "complete", "error"),
    type: oneOf("default", "compact"),
  }),
  popover: kind(opener, { watched: boolean }),
  dialog: kind(
    {
      title: text,
      icon: optional(icon),
      width: either(number, oneOf("small", "medium", "large")),
      position: oneOf("left", "center", "right"),
      dismissible: boolean,
      opened: integer,
    },
    { from: ["layout"], watched: oneOf(true) },
  ),
  chat_message: kind(
    {
      name: string,
      avatar: optional(icon),
      image: optional(either(string, bytes)),
      width,
    },
    { from: ["layout"] },
  ),
  /** A fragment's place; and one of the engine's own, whose elements stand as if it were not there. */
  fragment: kind({}),
  transparent: kind({}),
};

