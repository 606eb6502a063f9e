// Containers that stand over the page.
import css from "css:layout.css";
import { addChunkStyle } from "../dom/style";
import type { ChunkViews } from "../view/lazy";
import { Dialog } from "./layout/dialog";

addChunkStyle("layout", css);

export const kinds = {
  dialog: Dialog,
} satisfies ChunkViews;
