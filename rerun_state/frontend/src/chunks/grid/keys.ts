// Moving through the cells by keys.
import type { Place } from "./grid";

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
