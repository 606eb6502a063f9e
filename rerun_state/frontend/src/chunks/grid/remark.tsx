// What a grid says below it of a table whose rows are not all here.
import type { JSX } from "preact";
import { useSource } from "../../model/source";
import { usePage } from "../../view/view";
import type { Doing } from "./passage";
import type { Remote } from "./remote";

const SOME = "Only the rows that were in sight are here: the others are in the kernel.";
const UNARRANGED = "The table is neither sorted nor searched anew: its rows are in the kernel.";

export function Remark({ of }: { of: Remote }): JSX.Element | null {
  const life = usePage()?.life;
  useSource(life);
  const remark = remarkOn(of, life?.cut);
  if (remark === null) return null;
  const { doing } = of;
  return (
    <div class="rs-note rs-grid-doing">
      {/* Which rows there are is not read out each time. */}
      <span role={of.problem === null ? "status" : "alert"}>{remark}</span>
      {doing && <Progress of={doing} />}
    </div>
  );
}

function Progress({ of }: { of: Doing }): JSX.Element | null {
  const { done, all } = of;
  if (!all) return null;
  const number = (count: number) => count.toLocaleString("en");
  return (
    <>
      <progress aria-label={of.what} max={all} value={done} />
      <span>{`${number(done)} of ${number(all)} rows`}</span>
      <button type="button" class="rs-grid-cancel" onClick={() => of.stop()}>
        Cancel
      </button>
    </>
  );
}

function remarkOn(remote: Remote, cut = false): string | null {
  if (remote.problem !== null) return remote.problem;
  if (remote.lost) return remote.arranged ? SOME : UNARRANGED;
  if (!remote.slow) return remote.doing?.what ?? null;
  return `Waiting for rows: ${cut ? "the connection is cut" : "the kernel is busy"}.`;
}
