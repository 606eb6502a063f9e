// Formulas as TeX sets them, with fonts of their own: what a browser makes of MathML depends on the
// fonts of the reader's machine.
import katex from "katex";
import css from "css:math.css";
import { addChunkStyle } from "../dom/style";

const FONT = /@font-face\{[^}]*\}/g;

addChunkStyle("math", within(css.replace(FONT, "")));
loadFonts(css.match(FONT)!.join(""));

const SIZED = ["Main", "Size1", "Size2", "Size3", "Size4"].map((name) => `1em KaTeX_${name}`);

/** Settles once the fonts of most formulas can be measured. */
export const fonts = Promise.allSettled(
  [...SIZED, "italic 1em KaTeX_Math"].map((font) => document.fonts?.load(font)),
);

/** Set every formula in a box; TeX that is not understood stays as the kernel has drawn it. */
export function setFormulas(box: Element): void {
  for (const el of box.querySelectorAll<HTMLElement>(".rs-math[data-tex]")) {
    const set = document.createElement("span");
    try {
      katex.render(el.dataset.tex!, set, { ...RULES, displayMode: el.tagName === "DIV" });
      el.replaceChildren(set);
    } catch (error) {
      el.title = error instanceof Error ? error.message : String(error);
    }
  }
}

/** Nothing that a formula asks for may lead elsewhere, or grow without end. */
const RULES = { trust: false, strict: false, maxSize: 100, maxExpand: 1000 } as const;

/** The library's rules, for our own roots alone. */
export function within(rules: string): string {
  return rules
    .replace(/(^|[{},])(\.katex)/g, "$1.rs $2")
    .replace(/(^|\})body(?=\{)/g, "$1.rs");
}

/** Fonts belong to a document; within a shadow root none are declared. */
function loadFonts(rules: string): void {
  const style = document.createElement("style");
  style.dataset.rerunState = "fonts";
  style.textContent = rules;
  document.head.append(style);
}
