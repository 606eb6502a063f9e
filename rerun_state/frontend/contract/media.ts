// Pictures, sounds, films, documents, and frames around other pages.
import { medium, text, width } from "./parts";
import {
  boolean,
  bytes,
  either,
  integer,
  kind,
  list,
  maybe,
  number,
  object,
  oneOf,
  optional,
  string,
} from "./schema";

const picture = object({
  data: maybe(bytes),
  mime: maybe(string),
  src: maybe(string),
  caption: maybe(text),
  alt: maybe(string),
});

const player = {
  ...medium,
  start: number,
  end: optional(number),
  loop: boolean,
  autoplay: boolean,
  alt: optional(string),
  width,
};

export const media = {
  image: kind({ images: list(picture), width, link: optional(string) }, { from: ["media"] }),
  audio: kind(player, { from: ["media"] }),
  video: kind(
    {
      ...player,
      youtube: optional(string),
      subtitles: list(object({ label: string, text: string })),
      muted: boolean,
    },
    { from: ["media"] },
  ),
  pdf: kind({ ...medium, height: either(number, oneOf("stretch")), alt: optional(string) }, { from: ["media"] }),
  iframe: kind(
    {
      src: optional(string),
      srcdoc: optional(string),
      width,
      height: width,
      tab_index: optional(integer),
      scrolling: optional(boolean),
      alt: optional(string),
    },
    { from: ["media"] },
  ),
};
