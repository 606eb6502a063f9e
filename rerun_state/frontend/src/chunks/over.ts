// What stands over or around the elements of some apps: dialogs, toasts, celebrations, the menu of
// pages, the logo.
import css from "css:over.css";
import { addChunkStyle } from "../dom/style";
import { Dialog } from "./over/dialog";
import { Balloons, Snow, Toast } from "./over/events";
import { Logo } from "./over/logo";
import { Menu, PageLink } from "./over/pages";

addChunkStyle("over", css);

export const kinds = {
  balloons: Balloons,
  dialog: Dialog,
  page_link: PageLink,
  snow: Snow,
  toast: Toast,
  /** Not kinds of their own: parts of the app as a whole. */
  logo: Logo,
  menu: Menu,
};
