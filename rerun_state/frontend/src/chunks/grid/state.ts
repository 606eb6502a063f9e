// All that a grid is while it is shown: its table, the part of it in view, and what its reader does.
import type { RefObject } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { useCopying } from "./clip";
import { useCursor } from "./cursor";
import { useEditing } from "./editing";
import { useRemote } from "./fetching";
import { useLanes, useWidening } from "./lanes";
import { useMeasure } from "./measure";
import type { GridProps } from "./props";
import { useSaving } from "./saving";
import { useSelecting } from "./selecting";
import { limits } from "./selection";
import { useSorting } from "./sorting";
import { Spot } from "./track";
import { useInView, useSpot, useView, windowOf } from "./window";

const MARKER = 40;

export type Grid = ReturnType<typeof useGrid>;

export function useGrid(given: GridProps, root: RefObject<HTMLDivElement | null>) {
  const { props, row: place, onSelect, onEdit } = given;
  const [edits, selection] = [given.edits(), given.selection()];
  const { rows: count, editing: mode } = props;
  const box = useRef<HTMLDivElement>(null);

  const limit = limits(props.selection_mode ?? []);
  const adds = mode === "dynamic" || mode === "add";
  const deletes = mode === "dynamic" || mode === "delete";
  const marker = limit.row || deletes ? MARKER : 0;
  const [view, onScroll] = useView(box);
  const remote = useRemote(props, place);
  const measure = useMeasure(root);
  const table = useLanes(props, edits, view.width - marker, remote, measure);
  const { columns, lanes } = table;
  const sorting = useSorting(table, count, edits, remote);
  const { rows } = sorting;
  const size = props.row_height ?? 35;
  const spot = useMemo(() => new Spot(), []);
  const part = windowOf(view, spot, rows.length, size, lanes, marker);
  useSpot(box, spot, view, part, onScroll);
  useWidening(table, { box, shown: part.shown.map(({ lane }) => lane), count, remote, measure });
  useEffect(() => remote?.want(part.from, part.to));

  const cursor = useCursor(rows.length, lanes.length);
  useInView(box, spot, cursor.active, lanes, part);
  const marking = { limit, selection: given.selection, onSelect };
  const selecting = useSelecting(marking, rows, remote, lanes, cursor);
  const disabled = Boolean(props.disabled);
  const changing = { columns, lanes, rows, count, disabled };
  const editing = useEditing({ edits: given.edits, onEdit }, changing, cursor, box);
  const grows = adds && !sorting.query;
  const written = {
    table: { columns, lanes, rows, count, grows, mayEdit: editing.mayEditRow },
    edits: given.edits,
    onEdit: disabled ? undefined : onEdit,
  };
  useCopying(box, cursor, editing, written, remote);
  const add = () => {
    sorting.setQuery(null); // in which the new row is not found
    editing.add();
  };
  const save = useSaving(table, rows, count, edits, remote);
  return {
    ...{ props, edits, selection, count, adds, deletes },
    ...{ box, view, onScroll, part, size, marker },
    ...{ remote, table, lanes, rows, sorting, cursor, selecting, editing, add, save },
    /** The kernel hears of what is selected; else the table is an editor, or one to read. */
    selects: Boolean(onSelect),
    isEditor: Boolean(onEdit),
  };
}
