// Changing the cells and rows of a grid: which cell is open, and where one is after a change.
import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Json } from "../../../contract/schema";
import type { Cell, Column } from "../data/columns";
import type { Cursor } from "./cursor";
import { key } from "./edits";
import { rangeOf, type Place } from "./place";
import type { GridProps } from "./props";
import { writing, type Table } from "./writing";

/** Where to go from a cell that was edited; "leave" if the focus has gone elsewhere already. */
export type Move = "down" | "right" | "stay" | "leave";

/** A cell that is open. It is the same one wherever it stands: rows and columns may move meanwhile. */
export interface Open {
  row: number;
  /** What edits call the column. */
  name: string;
  /** What was typed to open it. */
  typed?: string;
  /** What its editor had, which has gone from where it stood. */
  left?: Draft;
  /** What is to become of that, where the whole table goes. */
  keep?: (left: Draft) => void;
  /** Its row has moved, and is about to be in view again. */
  moved?: boolean;
}

/** What an editor has that is not done. */
export interface Draft {
  text: string;
  /** As the value is there before one types. */
  was: string | null;
  ticked: Json[];
  /** The value of it; undefined for the one that was there. */
  value: Json | undefined;
}

export interface EditorProps {
  column: Column;
  value: Cell;
  open: Open;
  /** Undefined for a value that stays as it is. */
  onDone: (value: Json | undefined, move: Move) => void;
  onCancel: () => void;
}

/** What an editor of the cell had before, which goes on here. */
export function taken(open: Open): Draft | undefined {
  const { left } = open;
  delete open.left;
  delete open.moved;
  return left;
}

/** An editor that goes before it is done leaves what it has. */
export function useLeaving(open: Open, done: RefObject<boolean>, draft: () => Draft): void {
  const latest = useRef(draft);
  latest.current = draft;
  useLayoutEffect(
    () => () => {
      if (done.current) return;
      done.current = true; // some browsers say that it is blurred as well
      open.left = latest.current();
      open.keep?.(open.left);
    },
    [],
  );
}

export type Editing = ReturnType<typeof useEditing>;

export function useEditing(
  given: Pick<GridProps, "edits" | "onEdit">,
  table: Table,
  { active, anchor, step }: Cursor,
  box: RefObject<HTMLDivElement | null>,
) {
  const [open, setOpen] = useState<Open | null>(null);
  /** A new row, and where it stands: one is there, until one goes elsewhere. */
  const added = useRef<{ row: number; at: Place | null } | null>(null);
  const { lanes, rows } = table;
  const { isEditable, takes, set, empty, addRow, removeRows, ...cells } = writing(given, table);
  const isTick = ({ lane }: Place) => lanes[lane]!.kind === "checkbox";
  const toggle = (place: Place) => set(rows.at(place.row)!, place.lane, !cells.value(place));
  const laneOf = ({ name }: Open) => lanes.findIndex(({ column }) => key(column) === name);
  const write = (cell: Open, value: Json | undefined) =>
    value !== undefined && set(cell.row, laneOf(cell), value);
  const latest = useRef({ open, write });
  latest.current = { open, write };
  useLayoutEffect(
    () => () => {
      const { open: cell, write: last } = latest.current;
      if (cell) cell.keep = ({ value }) => last(cell, value);
    },
    [],
  );
  const isAt = ({ row, lane }: Place, cell: Open) => lane === laneOf(cell) && rows.at(row) === cell.row;
  const isThere = Boolean(open && active && isAt(active, open));
  useLayoutEffect(() => {
    if (!added.current) return;
    const { row, at } = added.current;
    const place = { row: rows.indexOf(row), lane: Math.max(lanes.findIndex(isEditable), 0) };
    const isKnown = rows.at(place.row) === row;
    if (isKnown && at?.row === place.row && at === active) return;
    added.current = isKnown && (!at || at === active) ? { row, at: place } : null;
    if (added.current) step(place);
    else if (at && at === active) step(null); // it has been sorted to where nobody has looked
  });
  useLayoutEffect(() => {
    if (!open || (isThere && !open.left)) return;
    const place = { row: rows.indexOf(open.row), lane: laneOf(open) };
    if (!isThere && place.row >= 0 && isAt(place, open)) {
      open.moved = true;
      step(place);
    } else if (!isThere || !open.moved) {
      // It has gone, or is scrolled out of sight: one has left it.
      write(open, open.left?.value);
      setOpen(null);
      if (document.activeElement === document.body) box.current!.focus({ preventScroll: true });
    }
  });
  return {
    open: isThere ? open : null,
    ...cells,
    openCell(place: Place, typed?: string): void {
      if (!takes(place)) return;
      step(place);
      const cell = { row: rows.at(place.row)!, name: key(lanes[place.lane]!.column) };
      if (isTick(place)) toggle(place);
      // Another letter may come before the editor is there.
      else setOpen((old) => (typed === undefined ? cell : { ...cell, typed: (old?.typed ?? "") + typed }));
    },
    /** Turn a cell that is one tick. */
    tick(place: Place): void {
      if (isTick(place) && takes(place)) toggle(place);
    },
    close: () => setOpen(null),
    done(value: Json | undefined, move: Move): void {
      setOpen(null);
      if (open) write(open, value);
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
      added.current = { row: table.count + given.edits().added_rows.length - 1, at: null };
      box.current!.focus();
    },
    remove(marked: number[]): void {
      removeRows(marked);
      step(null);
    },
  };
}
