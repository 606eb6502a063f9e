// The style sheets of this bundle, once in each document or shadow root where it draws. Other versions
// of it may draw in the same document: each styles its own roots, which bear its mark.
import css from "css:../styles/index.css";

const mark = Math.random().toString(36).slice(2, 8);
const sheets = new Map([["core", own(css)]]);
/** The roots that are drawn now. */
const roots = new Set<HTMLElement>();

/** Style a root, wherever it stands by now; see to it again when it may have moved. */
export function addStyle(root: HTMLElement): void {
  root.dataset.version = mark;
  roots.add(root);
  for (const name of sheets.keys()) append(root, name);
}

/** The root is gone; what other roots may still want of its styles stays. */
export function dropStyle(root: HTMLElement): void {
  roots.delete(root);
}

/** The style sheet of a chunk, wherever this bundle draws and will draw. */
export function addChunkStyle(name: string, text: string): void {
  sheets.set(name, own(text));
  for (const root of roots) append(root, name);
}

function append(el: Element, name: string): void {
  const root = el.getRootNode();
  const home = root instanceof ShadowRoot ? root : document.head;
  const text = sheets.get(name)!;
  let style = home.querySelector<HTMLStyleElement>(`style[data-rerun-state="${name} ${mark}"]`);
  if (!style) {
    style = document.createElement("style");
    style.dataset.rerunState = `${name} ${mark}`;
    home.appendChild(style);
  }
  if (style.textContent !== text) style.textContent = text;
}

/** A style sheet for roots with our mark; it weighs no more than it did. */
function own(text: string): string {
  return text.replace(/\.rs(?![\w-])/g, `.rs:where([data-version="${mark}"])`);
}
