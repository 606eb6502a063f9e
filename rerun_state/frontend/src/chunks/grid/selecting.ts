// What a reader selects in a grid: rows, columns and cells for the kernel, or rows that an editor may
// delete, of which the kernel hears nothing.
import { useState } from "preact/hooks";
import type { Cursor } from "./cursor";
import type { Lane } from "./geometry";
import { placesOf, spanOf, type Place } from "./place";
import type { GridProps } from "./props";
import { extendRows, NOTHING, selectCell, toggleColumn, toggleRow, type Limits } from "./selection";

export interface Selecting {
  /** How many rows, columns and cells may be. */
  limit: Limits;
  /** The rows that are marked. */
  chosen: number[];
  mark(at: number, event: { shiftKey: boolean }): void;
  markAll(): void;
  /** Mark none of the rows that an editor would delete. */
  unmark(): void;
  click(place: Place, event: MouseEvent): void;
  /** Select the block of cells that was drawn, or the active cell. */
  block(): void;
  /** Select a column, if columns can be; return whether. */
  column(lane: Lane): boolean;
}

type Given = Pick<GridProps, "selection" | "onSelect"> & { limit: Limits };

export function useSelecting(
  { limit, selection, onSelect }: Given,
  rows: number[],
  lanes: Lane[],
  { active, anchor }: Cursor,
): Selecting {
  const [marked, setMarked] = useState<number[]>([]);
  const chosen = onSelect ? selection().rows : marked;
  return {
    limit,
    chosen,
    mark(at, event) {
      const row = rows[at]!;
      if (!onSelect) {
        setMarked(marked.includes(row) ? marked.filter((r) => r !== row) : [...marked, row]);
        return;
      }
      const selected = selection();
      const last = rows.indexOf(selected.rows.at(-1) ?? -1);
      if (event.shiftKey && limit.row === "many" && last >= 0) {
        const [a, b] = [Math.min(last, at), Math.max(last, at)];
        onSelect(extendRows(selected, rows.slice(a, b + 1)));
      } else onSelect(toggleRow(selected, row, limit));
    },
    markAll() {
      const all = chosen.length === rows.length ? [] : [...rows];
      if (onSelect) onSelect({ ...selection(), rows: all.sort((a, b) => a - b), cells: [] });
      else setMarked(all);
    },
    unmark: () => setMarked([]),
    click(place, event) {
      const { column } = lanes[place.lane]!;
      if (!onSelect || !limit.cell || column.head.index) return;
      const add = event.ctrlKey || event.metaKey || event.shiftKey;
      onSelect(selectCell(selection(), [rows[place.row]!, column.name], limit, add));
    },
    block() {
      const places = placesOf(spanOf(active!, limit.cell === "many" ? anchor : null));
      const inBody = places.filter((place) => !lanes[place.lane]!.column.head.index);
      const cells = inBody.map(({ row, lane }): [number, string] => [
        rows[row]!,
        lanes[lane]!.column.name,
      ]);
      onSelect!({ ...NOTHING, cells });
    },
    column({ column }) {
      if (!onSelect || !limit.column || column.head.index) return false;
      onSelect(toggleColumn(selection(), column.name, limit));
      return true;
    },
  };
}
