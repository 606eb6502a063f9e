// Containers that stand over the page.
import css from "css:layout.css";
import { addChunkStyle } from "../dom/style";
import { Dialog } from "./layout/dialog";

addChunkStyle("layout", css);

export const kinds = {
  dialog: Dialog,
};
