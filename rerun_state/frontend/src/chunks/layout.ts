// Grids, conversations, and containers that stand over the page.
import css from "css:layout.css";
import { addChunkStyle } from "../dom/style";
import type { ChunkViews } from "../view/lazy";
import { ChatMessage } from "./layout/chat";
import { Dialog } from "./layout/dialog";
import { Grid, Space } from "./layout/grid";

addChunkStyle("layout", css);

export const kinds = {
  chat_message: ChatMessage,
  dialog: Dialog,
  grid: Grid,
  space: Space,
} satisfies ChunkViews;
