// Keys pressed inside the page are the page's own. JupyterLab would take "x" on a focused button
// for "cut the cell".

export function keepKeys(root: HTMLElement): void {
  // For all apps at once: a listener is added only the first time.
  window.addEventListener("keydown", hideFromNotebook, true);
  root.addEventListener("keydown", leaveToComposition, true);
  for (const type of ["keydown", "keypress", "keyup"] as const) {
    root.addEventListener(type, (event) => {
      if (!isForFrontEnd(event)) event.stopPropagation();
    });
  }
}

/** Notebook 7 looks for its shortcuts while a key is on its way down, but passes marked nodes over. */
function hideFromNotebook(event: KeyboardEvent): void {
  const el = event.target as Element;
  if (el.closest?.(".rs")) el.toggleAttribute("data-lm-suppress-shortcuts", !isForFrontEnd(event));
}

/** While a word is composed (Japanese, Chinese, ...) Enter, Escape and the arrows choose it. */
function leaveToComposition(event: KeyboardEvent): void {
  // Safari ends the composition before the Enter that does it, and says 229.
  if (event.isComposing || event.keyCode === 229) event.stopPropagation();
}

/** Ctrl and Cmd combinations (save, palette, ...) go through, but Ctrl+Enter would run the cell. */
export function isForFrontEnd(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && event.key !== "Enter";
}
