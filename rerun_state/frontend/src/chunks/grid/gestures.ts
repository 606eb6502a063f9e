// What a reader does to a grid with the mouse and on the keyboard.
import { useRef } from "preact/hooks";
import { pressKey } from "./keys";
import type { Place } from "./place";
import type { Grid } from "./state";

export interface Gestures {
  /** Delete the rows that are marked. */
  remove(): void;
  key(event: KeyboardEvent): void;
  press(place: Place, event: PointerEvent): void;
  drag(place: Place): void;
  release(): void;
  click(place: Place, event: MouseEvent): void;
}

export function useGestures(grid: Grid): Gestures {
  const { box, rows, lanes, sorting, cursor, selecting, editing, selects } = grid;
  const { active, go } = cursor;
  const { open } = editing;
  const dragged = useRef(false);
  const remove = () => {
    editing.remove(selecting.chosen);
    selecting.unmark();
  };
  return {
    remove,
    key(event) {
      if ((event.ctrlKey || event.metaKey) && event.key === "f") {
        event.preventDefault();
        event.stopPropagation();
        sorting.setQuery(sorting.query ?? "");
        resume(box.current!); // one that is there already
      } else if (event.target === box.current) {
        pressKey(event, {
          ...{ rows, cursor, selecting, editing, selects },
          lanes: lanes.length,
          page: grid.part.page,
          markable: grid.marker > 0,
          deletes: grid.deletes,
          onDelete: remove,
        });
      } else if (deletes(event) && grid.deletes && selecting.chosen.length) {
        event.preventDefault();
        remove();
        box.current?.focus(); // the box of the row is gone, and the focus with it
      }
    },
    press(place, event) {
      if (event.button === 0 && !open) go(place, event.shiftKey);
    },
    drag(place) {
      if (!active || open) return;
      dragged.current = true;
      go(place, true);
    },
    release() {
      if (dragged.current && selects && selecting.limit.cell === "many") selecting.block();
      dragged.current = false;
    },
    click(place, event) {
      // A press has gone there already, unless it has left an open cell; some clicks have no press.
      if (active?.row !== place.row || active.lane !== place.lane) go(place, event.shiftKey);
      editing.close();
      editing.tick(place);
      selecting.click(place, event);
    },
  };
}

/** Was the key pressed where rows are ticked, to delete them? */
function deletes({ key, target }: KeyboardEvent): boolean {
  return ["Delete", "Backspace"].includes(key) && (target as Element).closest(".rs-grid-marker") !== null;
}

/** Let the reader write into the search that stands above a grid, if there is one. */
function resume(box: Element): void {
  const field = box.closest(".rs-grid")!.querySelector<HTMLInputElement>(".rs-grid-search input");
  field?.focus();
  field?.select();
}
