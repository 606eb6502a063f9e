// Keys pressed inside the page are the page's own. JupyterLab would take "x" on a focused button
// for "cut the cell".

/** Hide them from Notebook 7 as long as the app is shown; return how to stop. */
export function hideKeys(root: HTMLElement): () => void {
  // It looks for its shortcuts while a key is on its way down, but passes marked nodes over.
  const hide = (event: KeyboardEvent) => {
    if (!event.composedPath().includes(root)) return;
    const el = event.composedPath()[0] as Element;
    el.toggleAttribute("data-lm-suppress-shortcuts", !isForFrontEnd(event));
  };
  window.addEventListener("keydown", hide, true);
  return () => window.removeEventListener("keydown", hide, true);
}

/** Let nobody around the app hear of them. */
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

/** Select all, copy, paste, cut, undo and redo. */
const EDITING = new Set(["a", "c", "v", "x", "z", "y"]);
const EDITED =
  "input:not([type=checkbox], [type=radio], [type=range]), textarea, [contenteditable], [role=grid]";

/** What leads far in a table, which Notebook 7 would take for moving the cell; and its search. */
const LEADING = /^(Arrow\w+|Home|End)$/;
const SEARCHING = /^f$/i;

/** Ctrl and Cmd combinations (save, palette, ...) go through, but Ctrl+Enter would run the cell, and
 *  what edits a text belongs to that: VS Code would do it once more, some letters later. */
export function isForFrontEnd(event: KeyboardEvent): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.key === "Enter") return false;
  if (LEADING.test(event.key) || (SEARCHING.test(event.key) && !event.shiftKey))
    return !(event.target as Element | null)?.closest?.("[role=grid]");
  const edits = EDITING.has(event.key.toLowerCase()) && !event.altKey;
  // With Shift only redo: Ctrl+Shift+C is JupyterLab's palette.
  if (!edits || (event.shiftKey && event.key.toLowerCase() !== "z")) return true;
  return !(event.target as Element | null)?.closest?.(EDITED);
}
