// What a moment deserves: toasts, balloons, snow.
import css from "css:status.css";
import { addChunkStyle } from "../dom/style";
import type { ChunkViews } from "../view/lazy";
import { Balloons, Message, Snow, Toast } from "./status/events";

addChunkStyle("status", css);

export const kinds = {
  balloons: Balloons,
  snow: Snow,
  toast: Toast,
} satisfies ChunkViews;

export const parts = { message: Message };
