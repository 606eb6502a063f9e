// Elements that only some apps have: what one clicks to rate, to turn pages, to download, to choose
// a colour or a moment.
import css from "css:more.css";
import { addChunkStyle } from "../dom/style";
import { DownloadButton, LinkButton, MenuButton } from "./more/actions";
import { ColorPicker } from "./more/color";
import { DateTimeInput } from "./more/moment";
import { Feedback, Pagination } from "./more/ratings";

addChunkStyle("more", css);

export const kinds = {
  color_picker: ColorPicker,
  datetime_input: DateTimeInput,
  download_button: DownloadButton,
  feedback: Feedback,
  link_button: LinkButton,
  menu_button: MenuButton,
  pagination: Pagination,
};
