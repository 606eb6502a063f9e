// Changing the cells and rows of a grid: which cell is open, and where one is after a change.
import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import type { Json } from "../../../contract/schema";
import type { Cell, Column } from "../data/columns";
import type { Cursor } from "./cursor";
import { rangeOf, type Place } from "./place";
import type { GridProps } from "./props";
import { writing, type Table } from "./writing";

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

export type Editing = ReturnType<typeof useEditing>;

export function useEditing(
  given: Pick<GridProps, "edits" | "onEdit">,
  table: Table,
  { active, anchor, step }: Cursor,
  box: RefObject<HTMLDivElement | null>,
) {
  /** The active cell is open, perhaps by what was typed. */
  const [open, setOpen] = useState<{ typed?: string } | null>(null);
  const { lanes, rows } = table;
  const { isEditable, takes, set, empty, addRow, removeRows, ...cells } = writing(given, table);
  const isTick = ({ lane }: Place) => lanes[lane]!.kind === "checkbox";
  const toggle = (place: Place) => set(place, !cells.value(place));
  return {
    open,
    ...cells,
    openCell(place: Place, typed?: string): void {
      if (!takes(place)) return;
      step(place);
      if (isTick(place)) toggle(place);
      // Another letter may come before the editor is there.
      else setOpen((old) => (typed === undefined ? {} : { typed: (old?.typed ?? "") + typed }));
    },
    /** Turn a cell that is one tick. */
    tick(place: Place): void {
      if (isTick(place) && takes(place)) toggle(place);
    },
    close: () => setOpen(null),
    done(value: Json | undefined, move: Move): void {
      setOpen(null);
      if (active && value !== undefined && value !== cells.value(active)) set(active, value);
      if (active && move === "down" && active.row < rows.length - 1) {
        step({ ...active, row: active.row + 1 });
      } else if (active && move === "right" && active.lane < lanes.length - 1) {
        step({ ...active, lane: active.lane + 1 });
      }
      if (move !== "leave") box.current!.focus();
    },
    /** Empty the active cell, or the block of cells. */
    clear: () => empty(rangeOf(active!, anchor)),
    add(): void {
      addRow();
      step({ row: rows.length, lane: lanes.findIndex(isEditable) });
      box.current!.focus();
    },
    remove(marked: number[]): void {
      removeRows(marked);
      step(null);
    },
  };
}
