// What a grid says below it of a table whose rows are not all here.
import type { JSX } from "preact";
import type { Remote } from "./remote";

const SOME = "Only the rows that were in sight are here: the others are in the kernel.";
const UNARRANGED = "The table is neither sorted nor searched anew: its rows are in the kernel.";

export function Remark({ of }: { of: Remote }): JSX.Element | null {
  const remark = remarkOn(of);
  if (remark === null) return null;
  return (
    <p class="rs-note" role={of.problem === null ? "status" : "alert"}>
      {remark}
    </p>
  );
}

function remarkOn(remote: Remote): string | null {
  if (remote.problem !== null) return remote.problem;
  if (remote.lost) return remote.arranged ? SOME : UNARRANGED;
  return remote.slow ? "Waiting for rows: the kernel is busy." : remote.doing;
}
