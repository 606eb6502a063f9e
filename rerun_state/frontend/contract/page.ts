// The page as a whole: its sections, and what belongs to an app of several pages.

import { edits } from "./data";
import { told } from "./messages";
import { icon, text, width } from "./parts";
import {
  boolean,
  bytes,
  either,
  integer,
  kind,
  list,
  maybe,
  nothing,
  number,
  object,
  oneOf,
  optional,
  pair,
  string,
  tuple,
  type TypeOf,
} from "./schema";

const entry = object({
  name: string,
  label: text,
  icon: maybe(icon),
  help: maybe(text),
  href: maybe(string),
});
export type Entry = TypeOf<typeof entry>;

/** The menu of the pages; of a long one, how many are seen at first. */
const navigation = object({
  position: oneOf("sidebar", "top"),
  expanded: either(boolean, integer),
  current: string,
  sections: list(object({ title: string, pages: list(entry) })),
});
export type Navigation = TypeOf<typeof navigation>;

/** An icon, or a picture. */
const logo = {
  icon: maybe(icon),
  data: maybe(bytes),
  mime: maybe(string),
  src: maybe(string),
};

export const page = {
  app: kind(
    {
      title: optional(string),
      icon: optional(text),
      layout: optional(oneOf("centered", "wide")),
      hide_code: optional(boolean),
      sidebar: optional(either(number, oneOf("auto", "expanded", "collapsed", "locked"))),
      /** Room is kept for a sidebar that may come later in the first run. */
      aside: optional(boolean),
      navigation: optional(navigation),
      query: optional(string),
      /** Which of the reader's wishes for a page was answered last; the page, where it has the address. */
      page: optional(object({ path: optional(string), turn: integer })),
    },
    {
      events: {
        /** Where the page is seen from; `late` is a browser that has missed the first messages. */
        context: {
          timezone: string,
          timezone_offset: number,
          locale: string,
          url: string,
          is_embedded: boolean,
          theme: oneOf("light", "dark"),
          viewer: string,
          late: boolean,
        },
        /** Where it stands among the cells of the document. */
        place: { place: integer },
        /** The reader asks for the end of the run under way. */
        stop: {},
        /** Nobody looks at it any more. */
        away: { viewer: string },
        /** The reader asks for another page of the app. */
        page: { name: string, query: string, turn: integer },
        /** The address leads elsewhere, as the reader goes back or forward. */
        address: { path: string, query: string, turn: integer },
        /** A patch is missing. */
        resync: {},
        /** A view of a long table in a row lacks a part: its rows, or where what is found lies. */
        rows: {
          row: integer,
          view: string,
          ask: integer,
          start: integer,
          stop: integer,
          sort: either(nothing, tuple(integer, boolean)),
          query: string,
          columns: list(integer),
          /** Those of a reader's that make a difference to which rows come where. */
          edits: optional(edits),
          keep: optional(boolean),
          all: optional(boolean),
          /** A column of which statistics are asked for, in place of rows. */
          about: optional(integer),
          /** Which time the view reads the table from one row to another, and what for it asks. */
          passage: optional(integer),
          step: optional(oneOf("begin", "go on", "check", "end")),
        },
        /** A view of a chart of many points lacks those between the ends of its axes. */
        points: {
          row: integer,
          view: string,
          ask: integer,
          x: pair(number),
          y: optional(pair(number)),
          /** The mark of the answer that it has of them. */
          have: optional(string),
        },
      },
      replies: told,
    },
  ),
  main: kind({}),
  sidebar: kind({}),
  bottom: kind({}),
  event: kind({}),
  page_link: kind(
    {
      label: text,
      icon: optional(icon),
      icon_position: oneOf("left", "right"),
      help: optional(text),
      disabled: boolean,
      width,
      page: optional(string),
      href: optional(string),
      current: boolean,
      query: string,
    },
    { from: ["page"] },
  ),
  logo: kind(
    {
      ...logo,
      icon_image: optional(object(logo)),
      size: oneOf("small", "medium", "large"),
      link: optional(string),
    },
    { from: ["page"] },
  ),
};

