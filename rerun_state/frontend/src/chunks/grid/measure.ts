// How wide texts are in the reader's own font: measured, so that no number is ever cut.
import type { RefObject } from "preact";
import { useLayoutEffect, useMemo, useState } from "preact/hooks";
import { onThemeChange } from "../../dom/theme";
import { drawable } from "../data/format";

/** The width of a text in pixels, rounded up. */
export type Measure = (text: string) => number;

/** A guess, until there is something on the page to ask for its font. */
export const guessed: Measure = (text) => text.length * 7.6;

/** Digits and what stands among them: as wide as the widest where a table has them even. */
const EVEN = [..."0.,:+-\u2212/()%$\u20ac \u00a0"];

/** How wide these are in a table, which a canvas does not know of. */
function evenIn(el: HTMLElement): Map<string, number> {
  const lines = document.createElement("div");
  lines.className = "rs-grid-even";
  const spans = EVEN.map((sign) => {
    const span = document.createElement("span");
    span.textContent = sign.repeat(100);
    return span;
  });
  lines.append(...spans);
  el.append(lines);
  const widths = new Map(spans.map((span, n) => [EVEN[n]!, span.offsetWidth / 100]));
  lines.remove();
  return widths;
}

function measureIn(font: string, el: HTMLElement): Measure {
  const canvas = document.createElement("canvas").getContext("2d");
  if (!canvas) return guessed;
  canvas.font = font;
  const even = evenIn(el);
  const widthOf = (text: string) => (text ? canvas.measureText(text).width : 0);
  /** Of a text with digits, which are not drawn nearer to each other than they are wide. */
  const inTable = (text: string) => {
    const signs = [...text.replace(/\d/g, "0")];
    const others = signs.filter((sign) => !even.has(sign)).join("");
    return signs.reduce((all, sign) => all + (even.get(sign) ?? 0), widthOf(others));
  };
  return (all) => {
    const text = drawable(all);
    return Math.ceil(Math.max(widthOf(text), /\d/.test(text) ? inTable(text) : 0));
  };
}

/** Measure as in an element; anew when the font of it has come, or is another one. */
export function useMeasure(el: RefObject<HTMLElement | null>): Measure {
  const [font, setFont] = useState("");
  const [loaded, setLoaded] = useState(0);
  const [, look] = useState(0);
  useLayoutEffect(() => {
    const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(el.current!);
    setFont(`${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`);
  });
  useLayoutEffect(() => {
    const again = () => setLoaded((n) => n + 1);
    const stop = onThemeChange(() => look((n) => n + 1)); // which may have another font
    document.fonts?.addEventListener("loadingdone", again);
    return () => {
      stop();
      document.fonts?.removeEventListener("loadingdone", again);
    };
  }, []);
  return useMemo(() => (font ? measureIn(font, el.current!) : guessed), [font, loaded]);
}
