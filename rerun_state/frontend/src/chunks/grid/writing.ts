// What may be changed in a grid, and the edits by which it is.
import type { Json } from "../../../contract/schema";
import type { Cell, Column } from "../data/columns";
import { key, valueOf, withCells, withRow, withoutRows, type Written } from "./edits";
import type { Lane } from "./geometry";
import { withBlock, type Rows } from "./order";
import { placesOf, type CellRange, type Place } from "./place";
import type { GridProps } from "./props";

export interface Table {
  columns: Column[];
  lanes: Lane[];
  rows: Rows;
  count: number;
  disabled: boolean;
}

export function writing(
  { edits, onEdit }: Pick<GridProps, "edits" | "onEdit">,
  { columns, lanes, rows, count, disabled }: Table,
) {
  const isEditable = (lane: Lane) => Boolean(onEdit && lane.column.head.editable);
  const mayEditRow = (row: number, at: number) => {
    const lane = lanes[at];
    if (!lane || row < 0 || disabled) return false; // below zero it is not known yet
    const { index, enc } = lane.column.head;
    return isEditable(lane) || (row >= count && Boolean(index) && enc !== "range");
  };
  const mayEdit = (place: Place) => {
    const row = rows.at(place.row);
    return row !== undefined && mayEditRow(row, place.lane);
  };
  const written = (row: number, lane: number, value: Json): Written =>
    [row, key(lanes[lane]!.column), value];
  return {
    isEditable,
    mayEdit,
    /** The same of a row of the table. */
    mayEditRow,
    /** It may be changed, and what stands there has come. */
    takes: (place: Place) => mayEdit(place) && (!rows.has || rows.has(rows.at(place.row)!)),
    value: (place: Place): Cell =>
      valueOf(lanes[place.lane]!.column, rows.at(place.row)!, count, edits()),
    /** Write into a row of the table, as long as it is there and another value stands in it. */
    set(row: number, lane: number, value: Json): void {
      if (row >= count + edits().added_rows.length || !mayEditRow(row, lane)) return;
      if (value === valueOf(lanes[lane]!.column, row, count, edits())) return;
      onEdit!(withCells(edits(), count, [written(row, lane, value)]));
    },
    /** Empty the cells of a block that may be empty. */
    empty(range: CellRange): void {
      withBlock(rows, range, (among) => {
        const cells = placesOf(range)
          .map(({ row, lane }) => ({ row: among[row - range.top]!, lane }))
          .filter(({ row, lane }) => mayEditRow(row, lane) && !lanes[lane]!.column.head.config?.required);
        if (cells.length)
          onEdit!(withCells(edits(), count, cells.map(({ row, lane }) => written(row, lane, null))));
      });
    },
    addRow: () => onEdit!(withRow(edits(), columns)),
    removeRows: (marked: number[]) => onEdit!(withoutRows(edits(), marked, count)),
  };
}
