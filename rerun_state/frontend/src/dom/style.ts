// The style sheet, once per root node: the document, and each shadow root we are shown in.
import css from "css:../styles/index.css";

const marker = "data-rerun-state";
const homes = new Set<Node>();
const sheets = new Map([["core", css]]);

export function addStyle(el: Element): void {
  const root = el.getRootNode();
  const home = root instanceof ShadowRoot ? root : document.head;
  if (homes.has(home)) return;
  homes.add(home);
  for (const [name, text] of sheets) append(home, name, text);
}

/** The style sheet of a chunk, wherever the page is shown and will be. */
export function addChunkStyle(name: string, text: string): void {
  sheets.set(name, text);
  for (const home of homes) append(home, name, text);
}

function append(home: Node, name: string, text: string): void {
  const style = document.createElement("style");
  style.setAttribute(marker, name);
  style.textContent = text;
  home.appendChild(style);
}
