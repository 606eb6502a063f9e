// Which rows of a grid its reader has called for, by a search, and in which order.
import { useEffect, useMemo, useState } from "preact/hooks";
import { isNumeric } from "../data/format";
import { edited, key, rowsOf, valueOf, type Edits } from "./edits";
import type { Lane } from "./geometry";
import type { Lanes } from "./lanes";
import { found, marksOf, sorted, type Rows, type Sort } from "./order";
import type { Remote } from "./remote";

/** How long a reader pauses who has typed what to look for in a long table. */
const TYPED = 250;

interface Sorting {
  /** The rows that are left, as the table counts them, in the order of the grid. */
  rows: Rows;
  sort: Sort | null;
  /** Which column it is sorted by; -1 for none, or one that is gone. */
  by: number;
  query: string | null;
  /** How many rows have what is looked for; null while nobody knows. */
  found: number | null;
  setQuery(query: string | null): void;
  /** Sort by a column: up, then down, then as the table is. */
  turn(lane: Lane): void;
}

export function useSorting(
  { columns, lanes, texts }: Lanes,
  count: number,
  edits: Edits,
  remote: Remote | null,
): Sorting {
  const [sort, setSort] = useState<Sort | null>(null);
  const [query, setQuery] = useState<string | null>(null);
  const marks = useMemo(() => marksOf(columns), [columns]);
  const by = sort ? marks.indexOf(sort.column) : -1;
  useArranged(remote, { columns, lanes }, by, sort, query, edits);
  const here = useMemo(() => {
    if (remote) return [];
    const all = rowsOf(count, edits);
    const kept = query ? found(all, lanes.map((l) => texts[l.at]!), query) : all;
    const column = columns[by];
    if (!sort || !column) return kept;
    return sorted(kept, (row) => valueOf(column, row, count, edits), sort.down, isNumeric(column.head));
  }, [count, edits, query, sort, by, columns, texts, remote]);
  const left = remote ? remote.found((query ?? "").trim()) : here.length;
  const turn = ({ at }: Lane) => {
    const column = marks[at]!;
    setSort(sort?.column !== column ? { column, down: false } : sort.down ? null : { column, down: true });
  };
  return { rows: remote ?? here, sort, by, query, found: left, setQuery, turn };
}

/** Have the kernel arrange the rows of a long table. */
function useArranged(
  remote: Remote | null,
  { columns, lanes }: Pick<Lanes, "columns" | "lanes">,
  at: number,
  sort: Sort | null,
  query: string | null,
  edits: Edits,
): void {
  const words = (query ?? "").trim();
  const among = lanes.map((lane) => lane.at);
  const counting = new Set([...(at >= 0 ? [at] : []), ...(words ? among : [])]);
  const matter = remote && edited(edits, new Set([...counting].map((each) => key(columns[each]!))));
  remote?.grow(edits.added_rows.length);
  useEffect(() => {
    const view = {
      sort: sort && at >= 0 ? ([at, sort.down] as [number, boolean]) : null,
      query: words,
      columns: words ? among : [],
      ...(matter && { edits: matter }),
    };
    const timer = setTimeout(() => remote?.arrange(view), words ? TYPED : 0);
    return () => clearTimeout(timer);
  }, [remote, columns, at, sort, words, among.join(), JSON.stringify(matter)]);
}
