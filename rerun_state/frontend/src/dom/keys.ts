// Keys pressed inside the page are the page's own. JupyterLab would take "x" on a focused button
// for "cut the cell".

export function keepKeys(root: HTMLElement): void {
  root.addEventListener("keydown", leaveToComposition, true);
  for (const type of ["keydown", "keypress", "keyup"] as const) {
    root.addEventListener(type, (event) => {
      if (!isForFrontEnd(event)) event.stopPropagation();
    });
  }
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
