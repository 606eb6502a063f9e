// How far things are scrolled, which browsers forget of what leaves the document: with a cell that is
// executed again, or moved, or taken out by JupyterLab while it is out of sight.

const places = new WeakMap<Element, [number, number]>();

/** Remember it, below `root`. */
export function keepScroll(root: HTMLElement): void {
  const note = ({ target }: Event) => {
    const el = target as Element;
    if (el.isConnected) places.set(el, [el.scrollLeft, el.scrollTop]);
  };
  root.addEventListener("scroll", note, true);
}

/** Scroll what is below `root` as far as it was. */
export function restoreScroll(root: HTMLElement): void {
  for (const el of root.querySelectorAll("*")) {
    const place = places.get(el);
    if (place) el.scrollTo(...place);
  }
}
