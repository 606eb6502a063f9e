// The upper headings of a grid whose columns have names of several levels, each over its neighbours.
import { Fragment, type JSX } from "preact";
import type { Run } from "../data/headings";
import { groupsOf, widthOf } from "./geometry";
import { Gap } from "./row";
import type { Grid } from "./state";

export function Groups({ grid }: { grid: Grid }): JSX.Element {
  const { lanes, part, marker } = grid;
  const [begin, end] = part.free;
  const drawn = groupsOf(lanes).filter(({ from, to }) => to <= part.pinned || (to > begin && from < end));
  const passing = drawn.find(({ from }) => from >= part.pinned);
  return (
    <div class="rs-grid-head" role="row" aria-rowindex={1}>
      {marker > 0 && <span class="rs-grid-marker" role="cell" style={{ width: `${marker}px` }} />}
      {drawn.map((run) => (
        <Fragment key={run.from}>
          <Gap width={run === passing ? widthOf(lanes.slice(part.pinned, run.from)) : undefined} />
          <Group grid={grid} run={run} />
        </Fragment>
      ))}
    </div>
  );
}

function Group({ grid, run: { from, to } }: { grid: Grid; run: Run }): JSX.Element {
  const { part, marker, selecting, selection } = grid;
  const lanes = grid.lanes.slice(from, to);
  const { group, pinned } = lanes[0]!;
  const selected = group && lanes.every(({ column }) => selection.columns.includes(column.name));
  const left = pinned ? `${marker + widthOf(grid.lanes.slice(0, from))}px` : undefined;
  const name = {
    class: "rs-grid-name",
    title: group,
    // In sight as long as one of its columns is.
    style: { left: pinned ? "0" : `${part.fixed}px` },
  };
  return (
    <span
      class="rs-grid-heading rs-grid-group"
      role={group ? "columnheader" : "cell"}
      aria-colindex={from + 1}
      aria-colspan={to - from}
      aria-selected={selected || undefined}
      data-pinned={pinned || undefined}
      style={{ width: `${widthOf(lanes)}px`, left }}
    >
      {group && selecting.limit.column === "many" ? (
        <button type="button" tabIndex={-1} {...name} onClick={() => selecting.group(lanes)}>
          {group}
        </button>
      ) : (
        <span {...name}>{group}</span>
      )}
    </span>
  );
}
