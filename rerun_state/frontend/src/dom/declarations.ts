// Declarations of style from elsewhere: they style what they are given to, and nothing beside it.
import { PREFIX } from "./gate";

const PLACES = new Set(["static", "relative", "absolute", "sticky", "-webkit-sticky"]);

/** Take from declarations what would reach out of the app, or take up what others declared. */
export function disarm(style: CSSStyleDeclaration): void {
  const { position, fontFamily, animationName } = style;
  const set = (name: string, value: string) =>
    style.setProperty(name, value, style.getPropertyPriority(name));
  // What stands fixed in a page stands fixed in the notebook, over other cells: the app is the page.
  if (position === "fixed") set("position", "absolute");
  else if (position && !PLACES.has(position)) style.removeProperty("position");
  // Fonts and animations have names of the document's: those of the app's get a prefix.
  if (fontFamily && !fontFamily.includes("(")) set("font-family", families(fontFamily));
  if (animationName) set("animation-name", animationName.replace(/[^\s,]+/g, own));
}

const KEYWORDS =
  /^(none|inherit|initial|unset|revert|revert-layer|serif|sans-serif|monospace|cursive|fantasy|math|system-ui|ui-[\w-]+|-apple-system|BlinkMacSystemFont)$/;

/** Each font as the app's own, if it has one of that name, else as the reader's. */
function families(list: string): string {
  const names = list.match(/"[^"]*"|'[^']*'|[^\s,"'][^,"']*/g) ?? [];
  return names.flatMap((name) => (own(name) === name ? name : [own(name), name])).join(", ");
}

/** A name with the prefix, in quotes if it was. */
function own(name: string): string {
  const bare = name.replace(/^["']|["']$/g, "");
  if (KEYWORDS.test(bare) || bare.startsWith(PREFIX)) return name;
  return name === bare ? PREFIX + bare : `"${PREFIX}${bare}"`;
}

/** Declarations as in a `style` attribute, disarmed. */
export function declared(css: string): string {
  const { style } = document.createElement("i");
  style.cssText = css;
  disarm(style);
  return style.cssText;
}
