// Which rows of a grid its reader has called for, by a search, and in which order.
import { useMemo, useState } from "preact/hooks";
import { rowsOf, valueOf, type Edits } from "./edits";
import type { Lane } from "./geometry";
import type { Lanes } from "./lanes";
import { found, sorted, type Sort } from "./order";

export interface Sorting {
  /** The rows that are left, as the table counts them, in the order of the grid. */
  rows: number[];
  sort: Sort | null;
  query: string | null;
  setQuery(query: string | null): void;
  /** Sort by a column: up, then down, then as the table is. */
  turn(lane: Lane): void;
}

export function useSorting({ columns, lanes, texts }: Lanes, count: number, edits: Edits): Sorting {
  const [sort, setSort] = useState<Sort | null>(null);
  const [query, setQuery] = useState<string | null>(null);
  const rows = useMemo(() => {
    const all = rowsOf(count, edits);
    const kept = query ? found(all, lanes.map((l) => texts[l.at]!), query) : all;
    // The column that it was sorted by may have moved, or be gone.
    const column = columns.find(({ name }) => name === sort?.column);
    if (!sort || !column) return kept;
    return sorted(kept, (row) => valueOf(column, row, count, edits), sort.down);
  }, [count, edits, query, sort, columns, texts]);
  const turn = ({ column: { name } }: Lane) =>
    setSort(
      sort?.column !== name
        ? { column: name, down: false }
        : sort.down
          ? null
          : { column: name, down: true },
    );
  return { rows, sort, query, setQuery, turn };
}
