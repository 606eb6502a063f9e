// Where one is in a grid: the active cell, and the block of cells that was drawn from it.
import { useMemo, useState } from "preact/hooks";
import { rangeOf, within, type Place, type CellRange } from "./place";

export interface Cursor {
  active: Place | null;
  /** The other corner of a block of cells, of which the active cell is one. */
  anchor: Place | null;
  /** That block, where there is one. */
  range: CellRange | null;
  /** Go to a cell; with `extend`, leave the other corner of the block where it is. */
  go(place: Place, extend: boolean): void;
  /** Go to a cell, or nowhere, and leave the block alone. */
  step(place: Place | null): void;
  /** Have a block of all cells of so many rows and lanes. */
  all(rows: number, lanes: number): void;
  /** Have no block any more. */
  release(): void;
  /** Be somewhere, at first in the first cell. */
  arrive(): void;
}

/** The table may have become smaller since one went there: it has so many rows and lanes. */
export function useCursor(rows: number, lanes: number): Cursor {
  const [wanted, setActive] = useState<Place | null>(null);
  const [corner, setAnchor] = useState<Place | null>(null);
  const active = useMemo(() => within(wanted, rows, lanes), [wanted, rows, lanes]);
  const anchor = useMemo(() => within(corner, rows, lanes), [corner, rows, lanes]);
  return {
    active,
    anchor,
    range: active && anchor && rangeOf(active, anchor),
    go(place, extend) {
      setAnchor(extend ? (anchor ?? active) : null);
      setActive(place);
    },
    step: setActive,
    all(rows, lanes) {
      setAnchor({ row: rows - 1, lane: lanes - 1 });
      setActive({ row: 0, lane: 0 });
    },
    release: () => setAnchor(null),
    arrive: () => setActive((place) => place ?? { row: 0, lane: 0 }),
  };
}
