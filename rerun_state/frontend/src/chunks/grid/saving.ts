// A grid's table, as its reader has it, handed over as a file.
import { useRef } from "preact/hooks";
import { csvOf } from "./csv";
import type { Edits } from "./edits";
import type { Lanes } from "./lanes";
import type { Rows } from "./order";
import type { Remote } from "./remote";
import { save } from "./toolbar";

/** How to hand it over; nothing is done while that is under way. */
export function useSaving(
  { lanes }: Lanes,
  rows: Rows,
  count: number,
  edits: Edits,
  remote: Remote | null,
): () => void {
  const underway = useRef(false);
  return () => {
    if (underway.current) return;
    underway.current = true;
    const saved = csvOf(lanes, rows, remote, count, edits)
      .then((pieces) => save(pieces, "table.csv"))
      .finally(() => (underway.current = false));
    void (remote ? remote.during("Reading all rows for the file.", saved) : saved);
  };
}
