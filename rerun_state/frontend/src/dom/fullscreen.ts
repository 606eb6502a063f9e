// An element over everything else: the whole screen where the browser gives it to us, else all that
// is seen of the page.
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { followSeen, watchSeen, type Seen } from "./seen";

/** Return how to make an element the only one that is seen, and the page again. */
export function useFullscreen(box: RefObject<HTMLElement | null>): () => void {
  const leave = useRef<(() => void) | null>(null);
  useEffect(() => () => leave.current?.(), []);
  return () => {
    const el = box.current!;
    if (document.fullscreenElement) void document.exitFullscreen();
    else if (leave.current) leave.current();
    else {
      once((seen) => {
        // In a frame that is cut off even the browser's own way would be.
        const cut = seen.height < innerHeight - 1;
        if (document.fullscreenEnabled && !cut) void el.requestFullscreen();
        else if (el.isConnected) leave.current = cover(el, () => (leave.current = null));
      });
    }
  };
}

function once(tell: (seen: Seen) => void): void {
  let stop: (() => void) | undefined;
  let told = false;
  stop = watchSeen((seen) => {
    if (told) return;
    told = true;
    stop?.();
    tell(seen);
  });
  if (told) stop();
}

/** Put an element into the top layer, over what is seen; return how to put it back. */
function cover(el: HTMLElement, onEnd: () => void): () => void {
  el.setAttribute("popover", "manual");
  const stop = followSeen(el);
  el.showPopover?.();
  const end = () => {
    stop();
    el.removeEventListener("keydown", onKeyDown);
    if (el.matches(":popover-open")) el.hidePopover();
    el.removeAttribute("popover");
    onEnd();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    end();
  };
  el.addEventListener("keydown", onKeyDown);
  return end;
}
