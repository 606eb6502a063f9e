// Chromium, and macOS, say of a wheel that is turned with the shift key that it goes sideways. Vega's
// zoom looks at what goes up and down alone.
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/** Have a wheel that is turned with the shift key go up and down in `box`, as without the key. */
export function useUprightWheel(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const place = box.current!;
    place.addEventListener("wheel", upright, { capture: true, passive: false });
    return () => place.removeEventListener("wheel", upright, { capture: true });
  }, []);
}

function upright(event: WheelEvent): void {
  if (!event.shiftKey || event.deltaY || !event.deltaX) return;
  event.stopImmediatePropagation();
  const { clientX, clientY, screenX, screenY, deltaX, deltaMode, view } = event;
  const { altKey, ctrlKey, metaKey } = event;
  const turned = new WheelEvent("wheel", {
    ...{ clientX, clientY, screenX, screenY, deltaMode, view, altKey, ctrlKey, metaKey },
    ...{ shiftKey: true, deltaY: deltaX, bubbles: true, cancelable: true, composed: true },
  });
  if (!event.target!.dispatchEvent(turned)) event.preventDefault();
}
