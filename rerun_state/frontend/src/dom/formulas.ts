// Formulas are set by a library that comes with the first of them.
import type { RefObject } from "preact";
import { useContext, useLayoutEffect } from "preact/hooks";
import { loadChunk, loadedChunk } from "../model/chunks";
import { ModelContext } from "../model/context";

export interface FormulaLibrary {
  setFormulas(box: Element): void;
  /** Settles once the fonts can be measured. */
  fonts: Promise<unknown>;
}

/** Set the formulas of a text; until the code for it has come, they are what the browser makes of them. */
export function useFormulas(box: RefObject<HTMLElement | null>, html = ""): void {
  const model = useContext(ModelContext);
  useLayoutEffect(() => {
    if (!model || !html.includes("rs-math")) return;
    const set = (math: FormulaLibrary) => box.current && math.setFormulas(box.current);
    const here = loadedChunk<FormulaLibrary>(model, "math");
    if (here) set(here);
    else loadChunk<FormulaLibrary>(model, "math").then(set, () => {});
  }, [html]);
}
