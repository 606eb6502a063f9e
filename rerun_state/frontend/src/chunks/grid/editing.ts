// Changing the cells and rows of a grid: which may be changed, which one is open, what is written.
import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import type { Json } from "../../../contract/schema";
import type { Cell, Column } from "../data/columns";
import type { Cursor } from "./cursor";
import { key, valueOf, withCells, withRow, withoutRows, type Written } from "./edits";
import type { Lane } from "./geometry";
import { placesOf, rangeOf, type Place } from "./place";
import type { GridProps } from "./props";
import { withRows, type Rows } from "./order";

/** Where to go from a cell that was edited; "leave" if the focus has gone elsewhere already. */
export type Move = "down" | "right" | "stay" | "leave";

export interface EditorProps {
  column: Column;
  value: Cell;
  /** What was typed to open it. */
  typed?: string | undefined;
  /** Undefined for a value that stays as it is. */
  onDone: (value: Json | undefined, move: Move) => void;
  onCancel: () => void;
}

export interface Editing {
  /** The active cell is open, perhaps by what was typed. */
  open: { typed?: string } | null;
  value(place: Place): Cell;
  mayEdit(place: Place): boolean;
  /** The same of a row of the table. */
  mayEditRow(row: number, lane: number): boolean;
  openCell(place: Place, typed?: string): void;
  /** Turn a cell that is one tick. */
  tick(place: Place): void;
  close(): void;
  done(value: Json | undefined, move: Move): void;
  /** Empty the active cell, or the block of cells. */
  clear(): void;
  add(): void;
  remove(rows: number[]): void;
}

interface Table {
  columns: Column[];
  lanes: Lane[];
  rows: Rows;
  count: number;
  disabled: boolean;
}

export function useEditing(
  { edits, onEdit }: Pick<GridProps, "edits" | "onEdit">,
  { columns, lanes, rows, count, disabled }: Table,
  { active, anchor, step }: Cursor,
  box: RefObject<HTMLDivElement | null>,
): Editing {
  const [open, setOpen] = useState<{ typed?: string } | null>(null);
  const editable = (lane: Lane) => Boolean(onEdit && lane.column.head.editable);
  const mayEdit = (place: Place) => {
    const row = rows.at(place.row);
    return row !== undefined && mayEditRow(row, place.lane);
  };
  const mayEditRow = (row: number, at: number) => {
    const lane = lanes[at];
    if (!lane || row < 0 || disabled) return false; // below zero it is not known yet
    const { index, enc } = lane.column.head;
    return editable(lane) || (row >= count && Boolean(index) && enc !== "range");
  };
  const written = (row: number, lane: number, value: Json): Written =>
    [row, key(lanes[lane]!.column), value];
  const set = ({ row, lane }: Place, value: Json) =>
    onEdit?.(withCells(edits(), count, [written(rows.at(row)!, lane, value)]));
  const isHere = ({ row }: Place) => !rows.has || rows.has(rows.at(row)!);
  const value = (place: Place) =>
    valueOf(lanes[place.lane]!.column, rows.at(place.row)!, count, edits());
  const tick = (place: Place) => {
    const ticks = lanes[place.lane]!.kind === "checkbox" && mayEdit(place) && isHere(place);
    if (ticks) set(place, !value(place));
  };
  return {
    open,
    value,
    mayEdit,
    mayEditRow,
    tick,
    openCell(place, typed) {
      if (!mayEdit(place) || !isHere(place)) return;
      step(place);
      if (lanes[place.lane]!.kind === "checkbox") tick(place);
      // Another letter may come before the editor is there.
      else setOpen((old) => (typed === undefined ? {} : { typed: (old?.typed ?? "") + typed }));
    },
    close: () => setOpen(null),
    done(next, move) {
      setOpen(null);
      if (active && next !== undefined && next !== value(active)) set(active, next);
      if (active && move === "down" && active.row < rows.length - 1) {
        step({ ...active, row: active.row + 1 });
      } else if (active && move === "right" && active.lane < lanes.length - 1) {
        step({ ...active, lane: active.lane + 1 });
      }
      if (move !== "leave") box.current!.focus();
    },
    clear() {
      const range = rangeOf(active!, anchor);
      withRows(rows, range.top, range.bottom + 1, (among) => {
        const cells = placesOf(range)
          .map(({ row, lane }) => ({ row: among[row - range.top]!, lane }))
          .filter(({ row, lane }) => mayEditRow(row, lane) && !lanes[lane]!.column.head.config?.required);
        if (cells.length)
          onEdit!(withCells(edits(), count, cells.map(({ row, lane }) => written(row, lane, null))));
      });
    },
    add() {
      onEdit!(withRow(edits(), columns));
      step({ row: rows.length, lane: lanes.findIndex(editable) });
      box.current!.focus();
    },
    remove(marked) {
      onEdit!(withoutRows(edits(), marked, count));
      step(null);
    },
  };
}
