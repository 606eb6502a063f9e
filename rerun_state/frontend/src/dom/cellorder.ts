// Where an output stands among the cells of a document: the order in which a reader meets the apps.
// JupyterLab numbers its cells, as it takes those that are out of sight out of the document; Voila
// shows them all. VS Code tells nothing of cells to what they show.

const CELL = ".jp-Cell";
const MOVED = "rs:moved";

function placeOf(el: HTMLElement): number | undefined {
  const cell = el.closest<HTMLElement>(CELL);
  if (!cell) return undefined;
  const told = Number.parseInt(cell.dataset.windowedListIndex ?? "", 10);
  if (told >= 0) return told;
  return [...(cell.parentElement?.querySelectorAll(`:scope > ${CELL}`) ?? [])].indexOf(cell);
}

/** Tell the place of an element now, and again whenever it or another one has been moved. */
export function followPlace(
  el: HTMLElement,
  tell: (place: number | undefined) => void,
): { moved(): void; close(): void } {
  let last: Element | null = null;
  const look = () => el.isConnected && tell(placeOf(el));
  addEventListener(MOVED, look);
  return {
    /** It may stand elsewhere: then all others may as well. */
    moved() {
      const cell = el.closest(CELL);
      if (cell !== last) dispatchEvent(new Event(MOVED));
      last = cell;
    },
    close: () => removeEventListener(MOVED, look),
  };
}
