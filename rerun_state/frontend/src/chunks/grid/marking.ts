// Rows that a reader marks in a grid: for the kernel, or in an editor, which may delete them, and of
// which the kernel hears nothing.
import { useMemo, useState } from "preact/hooks";
import { withRows, type Rows } from "./order";
import type { GridProps } from "./props";
import type { Remote } from "./remote";
import { extendRows, toggleRow, type Limits } from "./selection";

export type Choosing = Pick<GridProps, "selection" | "onSelect"> & {
  /** How many rows, columns and cells may be selected. */
  limit: Limits;
};

export function useMarking({ limit, selection, onSelect }: Choosing, rows: Rows, remote: Remote | null) {
  const [marked, setMarked] = useState<number[]>([]);
  const chosen = onSelect ? selection().rows : marked;
  const isMarked = useMemo(() => {
    const all = new Set(chosen);
    return (row: number) => all.has(row);
  }, [chosen]);
  return {
    /** The rows that are marked. */
    chosen,
    isMarked,
    mark(at: number, event: { shiftKey: boolean }): void {
      const row = rows.at(at)!;
      if (row < 0) return;
      if (!onSelect) {
        setMarked(marked.includes(row) ? marked.filter((r) => r !== row) : [...marked, row]);
        return;
      }
      const selected = selection();
      const last = rows.indexOf(selected.rows.at(-1) ?? -1);
      if (event.shiftKey && limit.row === "many" && last >= 0) {
        const [a, b] = [Math.min(last, at), Math.max(last, at)];
        withRows(rows, a, b + 1, (between) => onSelect(extendRows(selection(), between)));
      } else onSelect(toggleRow(selected, row, limit));
    },
    markAll(): void {
      const take = (all: number[]) => {
        if (onSelect) onSelect({ ...selection(), rows: all.sort((a, b) => a - b), cells: [] });
        else setMarked(all);
      };
      if (chosen.length === rows.length) take([]);
      else if (remote) void remote.during("Reading which rows there are.", () => remote.all().then(take));
      else take(rows.slice(0, rows.length));
    },
    /** Mark none of the rows that an editor would delete. */
    unmark: () => setMarked([]),
  };
}
