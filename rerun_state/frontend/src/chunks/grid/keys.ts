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
  const { active } = grid.cursor;
  if (active && (event.key === "Delete" || event.key === "Backspace")) return empty(active, grid);
  const act = meaning(event, grid);
  if (!act) return;
  event.preventDefault();
  act();
}

function empty(active: Place, { rows, selecting, editing, deletes, onDelete }: Keyed): void {
  if (deletes && selecting.chosen.includes(rows.at(active.row)!)) onDelete();
  else editing.clear();
}

/** What a key means in a grid; null if it means nothing there. */
function meaning(event: KeyboardEvent, grid: Keyed): (() => void) | null {
  const { key, shiftKey, altKey } = event;
  const { rows, lanes, cursor, selecting, editing, selects } = grid;
  const { active } = cursor;
  const next = moved(event, active, rows.length, lanes, grid.page);
  if (next) return () => cursor.go(next, shiftKey);
  if (!active) return null;
  const command = event.ctrlKey || event.metaKey;
  if (command && key.toLowerCase() === "a") return () => rows.length && cursor.all(rows.length, lanes);
  if (key === "Escape" && cursor.anchor) return () => cursor.release();
  if (key === " " && grid.markable && (shiftKey || !editing.mayEdit(active)))
    return () => selecting.mark(active.row, { shiftKey: shiftKey && selects });
  const enters = key === "Enter" || key === " ";
  if (enters && selects && selecting.limit.cell) return () => selecting.block();
  if (enters || key === "F2") return () => editing.openCell(active);
  const typed = key.length === 1 && !command && !altKey;
  return typed && editing.mayEdit(active) ? () => editing.openCell(active, key) : null;
}
