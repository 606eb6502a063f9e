// Formulas are set by a library that comes with the first of them. What the kernel says waits for it,
// a moment at most, so that nothing below a formula moves when it is set.
import type { RefObject } from "preact";
import { useContext, useLayoutEffect } from "preact/hooks";
import type { Model } from "../types";
import { loadChunk, loadedChunk } from "../view/chunks";
import { ModelContext } from "../view/context";

interface Library {
  setFormulas(box: Element): void;
  /** Settles once the fonts can be measured. */
  fonts: Promise<unknown>;
}

const MOMENT = 1000;

/** What waits for the library, in its order. */
export class Formulas {
  #waiting: (() => void)[] | undefined;
  #known = false;

  constructor(private readonly model: Model) {}

  /** Act at once, or when the library is here if it is what sets something in `content`. */
  before(content: unknown, act: () => void): void {
    if (this.#waiting) return void this.#waiting.push(act);
    if (this.#known || !holds(content)) return act();
    this.#known = true;
    const waiting = (this.#waiting = [act]);
    const go = () => {
      this.#waiting = undefined;
      for (const each of waiting.splice(0)) each();
    };
    loadChunk<Library>(this.model, "math").then(({ fonts }) => fonts.then(go), go);
    setTimeout(go, MOMENT);
  }
}

function holds(content: unknown): boolean {
  if (typeof content === "string") return content.includes('class="rs-math"');
  return !!content && typeof content === "object" && Object.values(content).some(holds);
}

/** Set the formulas of a text; until the code for it has come, they are what the browser makes of them. */
export function useFormulas(box: RefObject<HTMLElement | null>, html = ""): void {
  const model = useContext(ModelContext);
  useLayoutEffect(() => {
    if (!model || !html.includes("rs-math")) return;
    const set = (math: Library) => box.current && math.setFormulas(box.current);
    const here = loadedChunk<Library>(model, "math");
    if (here) set(here);
    else loadChunk<Library>(model, "math").then(set, () => {});
  }, [html]);
}
