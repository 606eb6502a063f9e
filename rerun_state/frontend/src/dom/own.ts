// Pages that belong to apps alone: Voila's, and JupyterLab's view of an output beside the notebook.
// Style sheets know them by a mark on the root.

/** Voila's page as a whole: its title, icon and address are the app's. */
export function ownsPage(): boolean {
  return document.getElementById("rendered_cells") !== null;
}

/** Mark a root by whose page it stands on. */
export function markPage(root: HTMLElement): void {
  if (ownsPage()) root.dataset.page = "whole";
  else if (root.closest(".jp-LinkedOutputView")) root.dataset.page = "view";
}
