// How wide texts are in the reader's own font: measured, so that no number is ever cut.
import type { RefObject } from "preact";
import { useLayoutEffect, useMemo, useState } from "preact/hooks";
import { onThemeChange } from "../../dom/theme";

/** The width of a text in pixels, rounded up. */
export type Measure = (text: string) => number;

/** A guess, until there is something on the page to ask for its font. */
export const guessed: Measure = (text) => text.length * 7.6;

/** Digits of tables are all as wide as the widest, and a canvas does not know of that. */
const even = (text: string) => text.replace(/\d/g, "0");

function measureIn(font: string): Measure {
  const canvas = document.createElement("canvas").getContext("2d");
  if (!canvas) return guessed;
  canvas.font = font;
  return (text) =>
    Math.ceil(Math.max(canvas.measureText(text).width, canvas.measureText(even(text)).width));
}

/** Measure as in an element; anew when the font of it has come, or is another one. */
export function useMeasure(el: RefObject<HTMLElement | null>): Measure {
  const [font, setFont] = useState("");
  const [loaded, setLoaded] = useState(0);
  useLayoutEffect(() => {
    const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(el.current!);
    setFont(`${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`);
  });
  useLayoutEffect(() => {
    const again = () => setLoaded((n) => n + 1);
    const stop = onThemeChange(again);
    document.fonts?.addEventListener("loadingdone", again);
    return () => {
      stop();
      document.fonts?.removeEventListener("loadingdone", again);
    };
  }, []);
  return useMemo(() => (font ? measureIn(font) : guessed), [font, loaded]);
}
