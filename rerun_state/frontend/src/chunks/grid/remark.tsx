// What a grid says below it of a table whose rows are not all here.
import type { JSX } from "preact";
import { useSource } from "../../model/source";
import { usePage } from "../../view/view";
import type { Remote } from "./remote";

const SOME = "Only the rows that were in sight are here: the others are in the kernel.";
const UNARRANGED = "The table is neither sorted nor searched anew: its rows are in the kernel.";

export function Remark({ of }: { of: Remote }): JSX.Element | null {
  const life = usePage()?.life;
  useSource(life);
  const remark = remarkOn(of, life?.cut);
  if (remark === null) return null;
  return (
    <p class="rs-note" role={of.problem === null ? "status" : "alert"}>
      {remark}
    </p>
  );
}

function remarkOn(remote: Remote, cut = false): string | null {
  if (remote.problem !== null) return remote.problem;
  if (remote.lost) return remote.arranged ? SOME : UNARRANGED;
  if (!remote.slow) return remote.doing;
  return `Waiting for rows: ${cut ? "the connection to the kernel is cut" : "the kernel is busy"}.`;
}
