// Moving rows without losing the focus, where the browser has no `moveBefore`.
//
// Preact moves elements by `moveBefore`, which keeps focus, caret, scroll and frames. Where that is
// missing, we give it to the containers of rows: a row with the focus or a frame stays, the others
// walk around it.

/** Let the children of `parent` be moved without losing the focus. */
export function keepFocusInMoves(parent: Element | null): void {
  if (parent && !("moveBefore" in parent)) Object.assign(parent, { moveBefore: moveAround });
}

function moveAround(this: Element, node: Element, before: Node | null): void {
  if (!stays(node) || node.parentNode !== this) {
    this.insertBefore(node, before);
  } else if (before && before.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) {
    // Up: what stands between the new place and the row goes below the row.
    while (node.previousSibling && node.nextSibling !== before) {
      const passed = node.previousSibling;
      this.insertBefore(passed, node.nextSibling);
      if (passed === before) break;
    }
  } else {
    // Down: what stands between the row and the new place goes above the row.
    while (node.nextSibling !== before) this.insertBefore(node.nextSibling!, node);
  }
}

/** Would something in there be lost by a move? A frame loads anew. */
function stays(node: Node): boolean {
  if (node.contains(document.activeElement)) return true;
  return node instanceof Element && node.querySelector("iframe") !== null;
}
