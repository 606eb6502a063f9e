// Places in a grid, by the row and the column that stand there now, and blocks of them.

export interface Place {
  row: number;
  lane: number;
}

/** A block of cells, both ends included. */
export interface CellRange {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** The place, or the one that is nearest to it in a table of so many rows and lanes; null if there is none. */
export function within(place: Place | null, rows: number, lanes: number): Place | null {
  if (!place || !rows || !lanes) return null;
  if (place.row < rows && place.lane < lanes) return place;
  return { row: Math.min(place.row, rows - 1), lane: Math.min(place.lane, lanes - 1) };
}

/** The cells between two corners; one cell without the second. */
export function rangeOf(a: Place, b: Place | null): CellRange {
  const [row, lane] = [b?.row ?? a.row, b?.lane ?? a.lane];
  return {
    top: Math.min(a.row, row),
    bottom: Math.max(a.row, row),
    left: Math.min(a.lane, lane),
    right: Math.max(a.lane, lane),
  };
}

export function isWithin(range: CellRange | null, row: number, lane: number): boolean {
  if (!range) return false;
  return row >= range.top && row <= range.bottom && lane >= range.left && lane <= range.right;
}

/** How many cells that are. */
export function sizeOf({ top, bottom, left, right }: CellRange): number {
  return (bottom - top + 1) * (right - left + 1);
}

export function placesOf({ top, bottom, left, right }: CellRange): Place[] {
  const places = [];
  for (let row = top; row <= bottom; row++)
    for (let lane = left; lane <= right; lane++) places.push({ row, lane });
  return places;
}
