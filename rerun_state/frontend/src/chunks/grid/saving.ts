// A grid's table, as its reader has it, handed over as a file.
import { useState } from "preact/hooks";
import { csvOf } from "./csv";
import type { Edits } from "./edits";
import type { Lanes } from "./lanes";
import type { Rows } from "./order";
import type { Remote } from "./remote";
import { save } from "./toolbar";

interface Saving {
  /** The rows of a long table are on their way. */
  underway: boolean;
  start(): void;
}

export function useSaving(
  { lanes }: Lanes,
  rows: Rows,
  count: number,
  edits: Edits,
  remote: Remote | null,
): Saving {
  const [underway, setUnderway] = useState(false);
  const start = () => {
    if (underway) return;
    setUnderway(true);
    csvOf(lanes, rows, remote, count, edits)
      .then((pieces) => save(pieces, "table.csv"))
      .catch((error: Error) => remote?.fail(error.message))
      .finally(() => setUnderway(false));
  };
  return { underway, start };
}
