// The columns of a grid: read from the table, written as texts, and as wide as its reader has them.
import type { RefObject } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { readColumns, type Column } from "../data/columns";
import { isNumeric, shower } from "../data/format";
import { valueOf, type Edits } from "./edits";
import { fitting } from "./fitting";
import { lanesOf, stretched, type Lane, type Widths } from "./geometry";
import type { Measure } from "./measure";
import type { TableProps } from "./props";
import type { Remote } from "./remote";

export interface Lanes {
  columns: Column[];
  lanes: Lane[];
  /** For each column what a row's cell in it is written as. */
  texts: ((row: number) => string)[];
  resize(name: string, width: number): void;
  /** Let columns be as wide as that, where their reader has not set it. */
  widen(widths: Widths): void;
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
  const [widths, setWidths] = useState<Widths>(new Map());
  const [wider, setWider] = useState<Widths>(new Map());
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
    const least = ({ width, column: { name } }: Lane) => widths.get(name) ?? Math.max(width, wider.get(name) ?? 0);
    const own = fitted.map((l) => ({ ...l, width: least(l) }));
    return props.width === "content" ? own : stretched(own, room, widths);
  }, [fitted, widths, wider, room, props.width]);
  const resize = (name: string, width: number) => setWidths((all) => new Map([...all, [name, width]]));
  const widen = (more: Widths) => setWider((all) => new Map([...all, ...more]));
  return { columns, lanes, texts, resize, widen };
}

/** What a grid has beside its lanes that decides on how wide they are. */
interface Room {
  box: RefObject<HTMLElement | null>;
  shown: Lane[];
  count: number;
  remote: Remote | null;
  measure: Measure;
}

/** Let no number be cut that comes of a long table: columns in view become wider, and no narrower. */
export function useWidening({ lanes, widen }: Lanes, { box, shown, count, remote, measure }: Room): void {
  const latest = remote?.latest;
  const atEnd = useRef(false);
  useLayoutEffect(() => {
    const el = box.current!;
    if (atEnd.current) el.scrollLeft = el.scrollWidth;
    atEnd.current = false;
  }, [lanes]);
  useLayoutEffect(() => {
    if (!latest) return;
    const lacking = shown.flatMap((lane): [string, number][] => {
      const { head, name } = lane.column;
      const column = latest.columns[lane.at];
      if (!column || !isNumeric(head) || head.config?.width !== undefined) return [];
      const editable = Boolean(head.editable);
      const width = fitting({ ...lane, column, rows: count, here: latest.count, editable, measure });
      return width > lane.width ? [[name, width]] : [];
    });
    if (!lacking.length) return;
    const { scrollLeft, scrollWidth, clientWidth } = box.current!;
    atEnd.current = scrollLeft > 0 && scrollLeft + clientWidth >= scrollWidth - 1;
    widen(new Map(lacking));
  }, [latest, lanes, shown[0]?.at, shown.length, measure]);
}
