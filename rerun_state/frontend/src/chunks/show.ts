// Elements which only show: numbers, small tables, HTML, media, documentation.
import { addChunkStyle } from "../dom/style";
import css from "css:show.css";
import { HelpInfo } from "./show/help";
import { Cleaned, Html } from "./show/html";
import { Audio, Frame, Image, Pdf, Video } from "./show/media";
import { Metric } from "./show/metric";
import { Table } from "./show/table";

addChunkStyle("show", css);

export const kinds = {
  audio: Audio,
  help_info: HelpInfo,
  html: Html,
  iframe: Frame,
  image: Image,
  metric: Metric,
  pdf: Pdf,
  table: Table,
  video: Video,
  /** Not a kind of its own: what Markdown with the author's HTML is drawn by. */
  cleaned: Cleaned,
};
