// What a grid says below it of a table whose rows are not all here.
import type { JSX } from "preact";
import type { Remote } from "./remote";

/** `saving` says that a file is made of all rows. */
export function Remark({ of, saving }: { of: Remote; saving: boolean }): JSX.Element | null {
  const remark = remarkOn(of) ?? (saving ? "Reading all rows for the file." : null);
  if (remark === null) return null;
  return (
    <p class="rs-note" role={of.problem === null ? "status" : "alert"}>
      {remark}
    </p>
  );
}

function remarkOn(remote: Remote): string | null {
  if (remote.problem !== null) return remote.problem;
  if (remote.lost) return "Only the rows that were in sight are here: the others are in the kernel.";
  return remote.slow ? "Waiting for rows: the kernel is busy." : null;
}
