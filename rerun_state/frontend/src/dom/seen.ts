// The part of the page that is seen, for what floats over it.
//
// A page is as large as its window, nearly always. VS Code shows all outputs of a notebook in one
// frame as tall as they are, and scrolls that frame itself: inside of it nothing says so, and what is
// fixed to an edge or the middle is out of sight. But the browser tells which part of an element a
// reader can see, through all frames around it; so an element that fills the frame is the probe.
import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

export interface Seen {
  top: number;
  left: number;
  width: number;
  height: number;
}

/** Milliseconds between two looks: a frame is not told that the page around it scrolls. */
const AGAIN = 100;

/** All of the page. */
export function whole(): Seen {
  return { top: 0, left: 0, width: document.documentElement.clientWidth, height: innerHeight };
}

/** Tell what is seen, at once or before the next paint, and whenever that changes; return how to
 *  stop. In a frame it is looked at anew only while `floats` says that something needs it. */
export function watchSeen(tell: (seen: Seen) => void, floats = () => true): () => void {
  if (window.parent === window) {
    const update = () => tell(whole());
    update();
    window.addEventListener("resize", update);
    return () => window.removeEventListener("resize", update);
  }
  const probe = document.createElement("div");
  probe.style.cssText = "position:fixed;inset:0;visibility:hidden;pointer-events:none";
  document.body.append(probe);
  let last = "";
  const observer = new IntersectionObserver((entries) => {
    const { top, left, width, height } = entries.at(-1)!.intersectionRect;
    const now = [top, left, width, height].join();
    // Nobody sees the frame: what floats stays where it was, but is there.
    if (now === last || (last && !(width && height))) return;
    last = now;
    tell(width && height ? { top, left, width, height } : whole());
  });
  observer.observe(probe);
  const timer = setInterval(() => {
    if (!floats()) return;
    observer.unobserve(probe);
    observer.observe(probe);
  }, AGAIN);
  return () => {
    clearInterval(timer);
    observer.disconnect();
    probe.remove();
  };
}

/** Let an element's style sheet know what is seen, as variables; `first` is called when it does. */
export function followSeen(el: HTMLElement, first = () => {}): () => void {
  let known = false;
  const write = ({ top, left, width, height }: Seen) => {
    const { width: right, height: bottom } = whole();
    const parts = { top, left, width, height };
    const all = { ...parts, right: right - left - width, bottom: bottom - top - height };
    for (const [name, value] of Object.entries(all)) {
      el.style.setProperty(`--rs-seen-${name}`, `${value}px`);
    }
    if (!known) first();
    known = true;
  };
  return watchSeen(write, () => el.offsetHeight > 0 || !known);
}

/** `followSeen` while `on`. */
export function useSeen(box: RefObject<HTMLElement | null>, on: boolean, first?: () => void): void {
  useLayoutEffect(() => (on && box.current ? followSeen(box.current, first) : undefined), [on]);
}
