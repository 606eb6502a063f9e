// Texts that need more than the core has: the author's own HTML, documentation.
import css from "css:text.css";
import { addChunkStyle } from "../dom/style";
import type { ChunkViews } from "../view/lazy";
import { HelpInfo } from "./text/help";
import { Cleaned, Html } from "./text/html";

addChunkStyle("text", css);

export { clean } from "./gate/clean";

export const kinds = {
  help_info: HelpInfo,
  html: Html,
} satisfies ChunkViews;

/** What Markdown with the author's HTML is drawn by. */
export const parts = { cleaned: Cleaned };
