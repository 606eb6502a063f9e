// What a reader selects in a grid: rows, columns and cells for the kernel, or rows that an editor may
// delete, of which the kernel hears nothing.
import { useMemo, useState } from "preact/hooks";
import type { Cursor } from "./cursor";
import type { Lane } from "./geometry";
import { placesOf, rangeOf, type Place } from "./place";
import { withRows, type Rows } from "./order";
import type { GridProps } from "./props";
import type { Remote } from "./remote";
import { extendRows, NOTHING, selectCell, toggleColumn, toggleColumns, toggleRow, type Limits } from "./selection";

export interface Selecting {
  /** How many rows, columns and cells may be. */
  limit: Limits;
  /** The rows that are marked. */
  chosen: number[];
  isMarked(row: number): boolean;
  mark(at: number, event: { shiftKey: boolean }): void;
  markAll(): void;
  /** Mark none of the rows that an editor would delete. */
  unmark(): void;
  click(place: Place, event: MouseEvent): void;
  /** Select the block of cells that was drawn, or the active cell. */
  block(): void;
  /** Select a column, if columns can be; return whether. */
  column(lane: Lane): boolean;
  /** Select neighbouring columns at once. */
  group(lanes: Lane[]): void;
}

type Given = Pick<GridProps, "selection" | "onSelect"> & { limit: Limits };

export function useSelecting(
  { limit, selection, onSelect }: Given,
  rows: Rows,
  remote: Remote | null,
  lanes: Lane[],
  { active, anchor }: Cursor,
): Selecting {
  const [marked, setMarked] = useState<number[]>([]);
  const chosen = onSelect ? selection().rows : marked;
  const isMarked = useMemo(() => {
    const all = new Set(chosen);
    return (row: number) => all.has(row);
  }, [chosen]);
  return {
    limit,
    chosen,
    isMarked,
    mark(at, event) {
      const row = rows.at(at)!;
      if (row < 0) return;
      if (!onSelect) {
        setMarked(marked.includes(row) ? marked.filter((r) => r !== row) : [...marked, row]);
        return;
      }
      const selected = selection();
      const last = rows.indexOf(selected.rows.at(-1) ?? -1);
      if (event.shiftKey && limit.row === "many" && last >= 0) {
        const [a, b] = [Math.min(last, at), Math.max(last, at)];
        withRows(rows, a, b + 1, (between) => onSelect(extendRows(selection(), between)));
      } else onSelect(toggleRow(selected, row, limit));
    },
    markAll() {
      const take = (all: number[]) => {
        if (onSelect) onSelect({ ...selection(), rows: all.sort((a, b) => a - b), cells: [] });
        else setMarked(all);
      };
      if (chosen.length === rows.length) take([]);
      else if (remote) void remote.during("Reading which rows there are.", remote.all().then(take));
      else take(rows.slice(0, rows.length));
    },
    unmark: () => setMarked([]),
    click(place, event) {
      const { column } = lanes[place.lane]!;
      if (!onSelect || !limit.cell || column.head.index) return;
      const add = event.ctrlKey || event.metaKey || event.shiftKey;
      const row = rows.at(place.row)!;
      if (row >= 0) onSelect(selectCell(selection(), [row, column.name], limit, add));
    },
    block() {
      const range = rangeOf(active!, limit.cell === "many" ? anchor : null);
      withRows(rows, range.top, range.bottom + 1, (among) => {
        const inBody = placesOf(range).filter(({ lane }) => !lanes[lane]!.column.head.index);
        const cells = inBody.map(({ row, lane }): [number, string] => [
          among[row - range.top]!,
          lanes[lane]!.column.name,
        ]);
        onSelect!({ ...NOTHING, cells });
      });
    },
    column({ column }) {
      if (!onSelect || !limit.column || column.head.index) return false;
      onSelect(toggleColumn(selection(), column.name, limit));
      return true;
    },
    group(lanes) {
      const names = lanes.filter(({ column }) => !column.head.index).map(({ column }) => column.name);
      onSelect?.(toggleColumns(selection(), names));
    },
  };
}
