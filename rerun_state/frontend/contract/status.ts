// What is going on: messages, progress, faults, celebrations.
import { icon, text, width } from "./parts";
import {
  boolean,
  either,
  integer,
  kind,
  list,
  number,
  object,
  oneOf,
  optional,
  or,
  string,
} from "./schema";

/** The number of a call: what it asks for happens once. */
const shot = integer;

export const status = {
  alert: kind({
    format: oneOf("info", "success", "warning", "error"),
    body: text,
    icon: optional(icon),
    title: optional(text),
    width: or(width, "stretch"),
  }),
  exception: kind(
    {
      type: string,
      message: text,
      traceback: either(list(string), object({ html: string })),
      where: optional(string),
      warning: optional(boolean),
      foldable: optional(boolean),
      width: optional(width),
    },
    { from: ["output"] },
  ),
  progress: kind({ value: number, text: optional(text), width }),
  spinner: kind({ text, show_time: boolean, width }, { stays: ["cache"] }),
  skeleton: kind({ width, height: optional(width) }, { stays: ["late"] }),
  toast: kind(
    { body: text, icon: optional(icon), duration: number, shot, replaces: optional(integer) },
    { from: ["status"] },
  ),
  balloons: kind({ shot }, { from: ["status"] }),
  snow: kind({ shot }, { from: ["status"] }),
};
