// Lines below headings that ask for no colour take one after the other, as they follow on the page.
import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

const COLOURS = ["blue", "green", "orange", "red", "violet", "yellow"] as const;
const REGION = ".rs-side-part, .rs-side, .rs-app";

/** Keep the colours of the lines around this one in turn. */
export function useTurn(line: RefObject<HTMLElement | null>, takes: boolean): void {
  useLayoutEffect(() => {
    const region = takes && line.current?.closest<HTMLElement>(REGION);
    if (!region) return;
    dye(region);
    return () => dye(region);
  }, [takes]);
}

/** Once for all lines that come and go together, before they are seen. */
function dye(region: HTMLElement): void {
  if (region.dataset.dyeing) return;
  region.dataset.dyeing = "true";
  queueMicrotask(() => {
    delete region.dataset.dyeing;
    [...region.querySelectorAll("hr[data-turn]")]
      .filter((line) => line.closest(REGION) === region)
      .forEach((line, at) => (line.className = `rs-${COLOURS[at % COLOURS.length]}`));
  });
}
