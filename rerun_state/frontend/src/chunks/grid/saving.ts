// A grid's table, as its reader has it, handed over as a file.
import { useRef } from "preact/hooks";
import { csvOf } from "./csv";
import type { Edits } from "./edits";
import type { Lanes } from "./lanes";
import type { Rows } from "./order";
import type { Doing } from "./passage";
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
    const name = `${new Date().toISOString().slice(0, 16).replace(":", "-")}_export.csv`;
    const write = (doing: Doing | null) =>
      csvOf(lanes, rows, remote, count, edits, doing)
        .then((pieces) => save(pieces, name))
        .finally(() => (underway.current = false));
    void (remote ? remote.during("Writing the file.", write, "The file was not written.") : write(null));
  };
}
