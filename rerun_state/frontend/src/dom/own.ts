// Pages that belong to apps alone: Voila's, a visitor's, and JupyterLab's view of an output beside the
// notebook.
// Style sheets know them by marks on the root, and on what is around it.
import { useLayoutEffect } from "preact/hooks";
import { mark, markAll } from "./marks";

/** Where the apps stand on Voila's page, or a visitor's. */
export function placeOfApps(): HTMLElement | null {
  return document.getElementById("rendered_cells") ?? document.getElementById("rs-visit");
}

/** Voila has run the apps of a page for its one reader, and shows them after that. */
export function wasRunAhead(): boolean {
  return document.getElementById("rendered_cells") !== null;
}

/** Such a page as a whole: its title, icon and address are the app's. */
export function ownsPage(): boolean {
  return placeOfApps() !== null;
}

/** Does the element stand in JupyterLab's view of an output, away from the notebook? */
export function inView(el: Element): boolean {
  return el.closest(".jp-LinkedOutputView") !== null;
}

/** Mark a root by whose page it stands on. */
export function markPage(root: HTMLElement): void {
  if (ownsPage()) root.dataset.page = "whole";
  else if (inView(root)) root.dataset.page = "view";
}

/** The parts of a notebook's page around an output; on the apps' own page they scroll nothing. */
const PARTS = ".jp-Cell-outputArea, .jp-OutputArea-child, .jp-OutputArea-output, .lm-Widget";

/** Mark what is around a root that stands on a page; return how to take the marks away. */
export function markAround(root: HTMLElement): () => void {
  const page = placeOfApps();
  if (!page) return markAll(around(root, ".jp-Cell-outputArea"), "data-rs-app");
  const unmark = [
    mark(document.body, "data-rs-whole"),
    markAll(around(root, PARTS, page), "data-rs-around"),
  ];
  return () => unmark.forEach((undo) => undo());
}

function* around(root: Element, selector: string, end: Element | null = null): Generator<Element> {
  for (let at = root.parentElement; at && at !== end; at = at.parentElement) {
    if (at.matches(selector)) yield at;
  }
}

/** While the page is the apps' own, let it know by that name what one of them is like. */
export function useOnPage(name: string, is: boolean): void {
  useLayoutEffect(() => (is && ownsPage() ? mark(document.body, name) : undefined), [name, is]);
}
