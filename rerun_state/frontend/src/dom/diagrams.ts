// Blocks of code in Markdown that describe a diagram of Mermaid become one.
import type { RefObject } from "preact";
import { useContext, useEffect } from "preact/hooks";
import { loadChunk } from "../view/chunks";
import { ModelContext } from "../view/context";
import type { Text } from "../types";
import { isDark } from "./theme";

interface Library {
  draw(el: HTMLElement, text: string, dark: boolean): Promise<void>;
}

export function useDiagrams(box: RefObject<HTMLElement | null>, body: Text): void {
  const model = useContext(ModelContext);
  useEffect(() => {
    if (typeof body === "string" || !model || !body?.html.includes("language-mermaid")) return;
    const blocks = box.current!.querySelectorAll<HTMLElement>("code.language-mermaid");
    loadChunk<Library>(model, "mermaid").then(
      ({ draw }) => blocks.forEach((code) => void replace(code, draw)),
      (error) => console.warn("[rerun_state] diagrams cannot be drawn", error),
    );
  }, [body]);
}

async function replace(code: HTMLElement, draw: Library["draw"]): Promise<void> {
  const block = code.closest<HTMLElement>(".rs-code") ?? code;
  const el = document.createElement("div");
  el.className = "rs-diagram";
  try {
    await draw(el, code.textContent ?? "", isDark(block));
    block.replaceWith(el);
  } catch (error) {
    // The text stays, with what is wrong with it.
    block.title = String(error);
  }
}
