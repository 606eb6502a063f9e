// Places in a grid, by the row and the column that stand there now, and blocks of them.

export interface Place {
  row: number;
  lane: number;
}

/** A block of cells, both ends included. */
export interface Span {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** The cells between two corners; one cell without the second. */
export function spanOf(a: Place, b: Place | null): Span {
  const [row, lane] = [b?.row ?? a.row, b?.lane ?? a.lane];
  return {
    top: Math.min(a.row, row),
    bottom: Math.max(a.row, row),
    left: Math.min(a.lane, lane),
    right: Math.max(a.lane, lane),
  };
}

export function isWithin(span: Span | null, row: number, lane: number): boolean {
  if (!span) return false;
  return row >= span.top && row <= span.bottom && lane >= span.left && lane <= span.right;
}

export function placesOf({ top, bottom, left, right }: Span): Place[] {
  const places = [];
  for (let row = top; row <= bottom; row++)
    for (let lane = left; lane <= right; lane++) places.push({ row, lane });
  return places;
}
