// Keys pressed inside the page are the page's own. JupyterLab would take "x" on a focused button
// for "cut the cell".

export function keepKeys(root: HTMLElement): void {
  for (const type of ["keydown", "keypress", "keyup"] as const) {
    root.addEventListener(type, (event) => {
      if (!isForFrontEnd(event)) event.stopPropagation();
    });
  }
}

/** Ctrl and Cmd combinations (save, palette, ...) go through, but Ctrl+Enter would run the cell. */
export function isForFrontEnd(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && event.key !== "Enter";
}
