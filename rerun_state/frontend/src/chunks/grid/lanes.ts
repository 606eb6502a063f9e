// The columns of a grid: read from the table, written as texts, and as wide as its reader has them.
import { useMemo, useState } from "preact/hooks";
import { readColumns, type Column } from "../data/columns";
import { shower } from "../data/format";
import { valueOf, type Edits } from "./edits";
import { lanesOf, stretched, type Lane } from "./geometry";
import type { Measure } from "./measure";
import type { TableProps } from "./props";
import type { Remote } from "./remote";

export interface Lanes {
  columns: Column[];
  lanes: Lane[];
  /** For each column what a row's cell in it is written as. */
  texts: ((row: number) => string)[];
  resize(name: string, width: number): void;
}

/** `room` is the width that the lanes may share. */
export function useLanes(
  props: TableProps,
  edits: Edits,
  room: number,
  remote: Remote | null,
  measure: Measure,
): Lanes {
  const { rows: count, columns: heads, data } = props;
  const [widths, setWidths] = useState<Record<string, number>>({});
  const all = useMemo(
    () => (remote ? [] : readColumns(count, heads, data)),
    [count, heads, data, remote],
  );
  const columns = remote?.columns ?? all;
  const precision = props.styles?.precision;
  const shows = useMemo(() => columns.map(({ head }) => shower(head, precision)), [columns, precision]);
  const texts = useMemo(
    () => columns.map((c, at) => (row: number) => shows[at]!(valueOf(c, row, count, edits))),
    [columns, shows, edits],
  );
  const fitted = useMemo(() => lanesOf(columns, shows, count, props, measure), [columns, shows, props, measure]);
  const lanes = useMemo(() => {
    const own = fitted.map((l) => ({ ...l, width: widths[l.column.name] ?? l.width }));
    return props.width === "content" ? own : stretched(own, room, widths);
  }, [fitted, widths, room, props.width]);
  const resize = (name: string, width: number) => setWidths((all) => ({ ...all, [name]: width }));
  return { columns, lanes, texts, resize };
}
