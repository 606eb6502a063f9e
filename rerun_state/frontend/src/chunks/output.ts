// What code prints, and how it fails.
import css from "css:output.css";
import { addChunkStyle } from "../dom/style";
import type { ChunkViews } from "../view/lazy";
import { Exception } from "./output/exception";
import { Output } from "./output/output";

addChunkStyle("output", css);

export const kinds = {
  exception: Exception,
  output: Output,
} satisfies ChunkViews;
