// Blocks of code in Markdown that describe a diagram of Mermaid become one.
import type { RefObject } from "preact";
import { useContext, useEffect } from "preact/hooks";
import { loadChunk } from "../model/chunks";
import { ModelContext } from "../model/context";

export interface Gate {
  clean(markup: string, wishes: { inside: Element }): DocumentFragment;
}

export function useDiagrams(box: RefObject<HTMLElement | null>, html: string | undefined): void {
  const model = useContext(ModelContext);
  useEffect(() => {
    if (!model || !html?.includes("language-mermaid")) return;
    const blocks = box.current!.querySelectorAll<HTMLElement>("code.language-mermaid");
    const mermaid = loadChunk<typeof import("../chunks/mermaid")>(model, "mermaid");
    const shown = Promise.all([mermaid, loadChunk<Gate>(model, "text")]).then(
      ([{ show }, gate]) => show(blocks, gate),
      (error) => console.warn("[rerun_state] diagrams cannot be drawn", error),
    );
    return () => void shown.then((stop) => stop?.());
  }, [html]);
}
