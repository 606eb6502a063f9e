// What apps of several pages have around them: the menu, links, the address, the logo.
import css from "css:page.css";
import { addChunkStyle } from "../dom/style";
import type { ChunkViews } from "../view/lazy";
import { Address } from "./page/address";
import { Icon } from "./page/icon";
import { Logo } from "./page/logo";
import { Menu, PageLink } from "./page/pages";

addChunkStyle("page", css);

export const kinds = {
  page_link: PageLink,
  logo: Logo,
} satisfies ChunkViews;

/** Of the app as a whole. */
export const parts = { menu: Menu, address: Address, icon: Icon };
