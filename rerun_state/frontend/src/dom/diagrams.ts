// Blocks of code in Markdown that describe a diagram of Mermaid become one.
import type { RefObject } from "preact";
import { useContext, useEffect } from "preact/hooks";
import { loadChunk } from "../model/chunks";
import { ModelContext } from "../model/context";
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
