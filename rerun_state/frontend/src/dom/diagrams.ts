// Blocks of code in Markdown that describe a diagram of Mermaid become one; formulas are set anew.
import type { RefObject } from "preact";
import { useContext, useEffect, useLayoutEffect } from "preact/hooks";
import { loadChunk, loadedChunk } from "../view/chunks";
import { ModelContext } from "../view/context";
import { isDark } from "./theme";

interface Mermaid {
  draw(text: string, dark: boolean): Promise<string>;
}

interface Gate {
  clean(markup: string, wishes: { inside: Element }): DocumentFragment;
}

export function useDiagrams(box: RefObject<HTMLElement | null>, html: string | undefined): void {
  const model = useContext(ModelContext);
  useEffect(() => {
    if (!model || !html?.includes("language-mermaid")) return;
    const blocks = box.current!.querySelectorAll<HTMLElement>("code.language-mermaid");
    Promise.all([loadChunk<Mermaid>(model, "mermaid"), loadChunk<Gate>(model, "text")]).then(
      ([mermaid, gate]) => blocks.forEach((code) => void replace(code, mermaid, gate)),
      (error) => console.warn("[rerun_state] diagrams cannot be drawn", error),
    );
  }, [html]);
}

interface Formulas {
  setFormulas(box: Element): void;
}

/** Set the formulas of a text; until the code for it has come, they are what the browser makes of them. */
export function useFormulas(box: RefObject<HTMLElement | null>, html = ""): void {
  const model = useContext(ModelContext);
  useLayoutEffect(() => {
    if (!model || !html.includes("rs-math")) return;
    const set = (math: Formulas) => box.current && math.setFormulas(box.current);
    const here = loadedChunk<Formulas>(model, "math");
    if (here) set(here);
    else loadChunk<Formulas>(model, "math").then(set, () => {});
  }, [html]);
}

async function replace(code: HTMLElement, { draw }: Mermaid, { clean }: Gate): Promise<void> {
  const block = code.closest<HTMLElement>(".rs-code") ?? code;
  const el = document.createElement("div");
  el.className = "rs-diagram";
  try {
    el.append(clean(await draw(code.textContent ?? "", isDark(block)), { inside: block }));
    block.replaceWith(el);
  } catch (error) {
    // The text stays, with what is wrong with it.
    block.title = String(error);
  }
}
