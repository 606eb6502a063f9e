// Pages that belong to apps alone: Voila's, a visitor's, and JupyterLab's view of an output beside the
// notebook.
// Style sheets know them by a mark on the root.

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
