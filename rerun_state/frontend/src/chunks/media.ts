// Pictures, sounds, films and documents.
import css from "css:media.css";
import { addChunkStyle } from "../dom/style";
import type { ChunkViews } from "../view/lazy";
import { Audio, Frame, Image, Video } from "./media/media";
import { Pdf } from "./media/pdf";

addChunkStyle("media", css);

export const kinds = {
  audio: Audio,
  iframe: Frame,
  image: Image,
  pdf: Pdf,
  video: Video,
} satisfies ChunkViews;
