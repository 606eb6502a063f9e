// Copy and paste in an element that has the focus but no text in it.
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

type Handlers = Record<"copy" | "paste", (event: ClipboardEvent) => void>;

/** Browsers send these events to the selection, or to the document where nothing is selected. */
export function useClipboard(el: RefObject<HTMLElement | null>, handlers: Handlers): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    const handle = (event: ClipboardEvent) => {
      if (document.activeElement === el.current) latest.current[event.type as "copy"](event);
    };
    document.addEventListener("copy", handle);
    document.addEventListener("paste", handle);
    return () => {
      document.removeEventListener("copy", handle);
      document.removeEventListener("paste", handle);
    };
  }, []);
}
