// What a reader selects in a grid: rows, which are marked, columns and cells.
import type { Cursor } from "./cursor";
import type { Lane } from "./geometry";
import { useMarking, type Choosing } from "./marking";
import { withBlock, type Rows } from "./order";
import { placesOf, rangeOf, type Place } from "./place";
import type { Remote } from "./remote";
import { NOTHING, selectCell, toggleColumn, toggleColumns } from "./selection";

export type Selecting = ReturnType<typeof useSelecting>;

export function useSelecting(
  choosing: Choosing,
  rows: Rows,
  remote: Remote | null,
  lanes: Lane[],
  { active, anchor }: Cursor,
) {
  const { limit, selection, onSelect } = choosing;
  return {
    limit,
    ...useMarking(choosing, rows, remote),
    click(place: Place, event: MouseEvent): void {
      const { column } = lanes[place.lane]!;
      if (!onSelect || !limit.cell || column.head.index) return;
      const add = event.ctrlKey || event.metaKey || event.shiftKey;
      const row = rows.at(place.row)!;
      if (row >= 0) onSelect(selectCell(selection(), [row, column.name], limit, add));
    },
    /** Select the block of cells that was drawn, or the active cell. */
    block(): void {
      const range = rangeOf(active!, limit.cell === "many" ? anchor : null);
      withBlock(rows, range, (among) => {
        const inBody = placesOf(range).filter(({ lane }) => !lanes[lane]!.column.head.index);
        const cells = inBody.map(({ row, lane }): [number, string] => [
          among[row - range.top]!,
          lanes[lane]!.column.name,
        ]);
        onSelect!({ ...NOTHING, cells });
      });
    },
    /** Select a column, if columns can be; return whether. */
    column({ column }: Lane): boolean {
      if (!onSelect || !limit.column || column.head.index) return false;
      onSelect(toggleColumn(selection(), column.name, limit));
      return true;
    },
    /** Select neighbouring columns at once. */
    group(lanes: Lane[]): void {
      const names = lanes.filter(({ column }) => !column.head.index).map(({ column }) => column.name);
      onSelect?.(toggleColumns(selection(), names));
    },
  };
}
