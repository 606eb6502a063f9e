// What apps of several pages have around them: the menu, links, the logo.
import css from "css:page.css";
import { addChunkStyle } from "../dom/style";
import { Logo } from "./page/logo";
import { Menu, PageLink } from "./page/pages";

addChunkStyle("page", css);

export const kinds = {
  page_link: PageLink,
  /** Not kinds of their own: parts of the app as a whole. */
  logo: Logo,
  menu: Menu,
};
