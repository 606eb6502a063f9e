// Elements that only some apps have: what one clicks to rate, to turn pages, to download, to choose
// a colour.
import css from "css:inputs.css";
import { addChunkStyle } from "../dom/style";
import type { ChunkViews } from "../view/lazy";
import { DownloadButton, LinkButton, MenuButton } from "./inputs/actions";
import { ColorPicker } from "./inputs/color";
import { Feedback, Pagination } from "./inputs/ratings";

addChunkStyle("inputs", css);

export const kinds = {
  color_picker: ColorPicker,
  download_button: DownloadButton,
  feedback: Feedback,
  link_button: LinkButton,
  menu_button: MenuButton,
  pagination: Pagination,
} satisfies ChunkViews;
