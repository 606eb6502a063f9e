// What the keys do in a grid.
import type { Cursor } from "./cursor";
import type { Editing } from "./editing";
import type { Place } from "./place";
import type { Selecting } from "./selecting";
import type { Rows } from "./order";

/** Where a key leads to; null if it leads nowhere. */
export function moved(
  { key, ctrlKey, metaKey }: { key: string; ctrlKey: boolean; metaKey: boolean },
  from: Place | null,
  rows: number,
  lanes: number,
  page: number,
): Place | null {
  const { row, lane } = from ?? { row: 0, lane: 0 };
  const far = ctrlKey || metaKey;
  const at = (r: number, l: number): Place | null =>
    rows && lanes
      ? { row: Math.min(Math.max(r, 0), rows - 1), lane: Math.min(Math.max(l, 0), lanes - 1) }
      : null;
  switch (key) {
    case "ArrowDown":
      return at(far ? rows : row + 1, lane);
    case "ArrowUp":
      return at(far ? 0 : row - 1, lane);
    case "ArrowRight":
      return at(row, far ? lanes : lane + 1);
    case "ArrowLeft":
      return at(row, far ? 0 : lane - 1);
    case "PageDown":
      return at(row + page, lane);
    case "PageUp":
      return at(row - page, lane);
    case "Home":
      return at(far ? 0 : row, 0);
    case "End":
      return at(far ? rows : row, lanes);
    default:
      return null;
  }
}

/** What the keys act upon. */
interface Keyed {
  rows: Rows;
  /** How many lanes there are, and rows to a page. */
  lanes: number;
  page: number;
  cursor: Cursor;
  selecting: Selecting;
  editing: Editing;
  /** Rows can be marked. */
  markable: boolean;
  /** The kernel hears of what is selected; else the table is an editor, or one to read. */
  selects: boolean;
  /** The rows that are marked can be deleted. */
  deletes: boolean;
  onDelete(): void;
}

/** Take a key that was pressed on the grid itself. */
export function pressKey(event: KeyboardEvent, grid: Keyed): void {
  const { cursor, selecting, editing } = grid;
  const { active } = cursor;
  const next = moved(event, active, grid.rows.length, grid.lanes, grid.page);
  if (next) {
    event.preventDefault();
    cursor.go(next, event.shiftKey);
    return;
  }
  if (!active) return;
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    if (grid.rows.length) cursor.all(grid.rows.length, grid.lanes);
  } else if (event.key === "Escape" && cursor.anchor) {
    event.preventDefault();
    cursor.release();
  } else if (event.key === " " && grid.markable && (event.shiftKey || !editing.mayEdit(active))) {
    event.preventDefault();
    selecting.mark(active.row, { shiftKey: event.shiftKey && grid.selects });
  } else if (grid.selects && selecting.limit.cell && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    selecting.block();
  } else if (event.key === "Enter" || event.key === "F2" || event.key === " ") {
    event.preventDefault();
    editing.openCell(active);
  } else if (event.key === "Delete" || event.key === "Backspace") {
    if (grid.deletes && selecting.chosen.includes(grid.rows.at(active.row)!)) grid.onDelete();
    else editing.clear();
  } else if (plain && event.key.length === 1 && editing.mayEdit(active)) {
    event.preventDefault();
    editing.openCell(active, event.key);
  }
}
