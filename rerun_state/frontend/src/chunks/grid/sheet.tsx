// The table itself, with headings and rows, in the box that scrolls them and has the focus.
import type { JSX } from "preact";
import { useUid } from "../../dom/uid";
import type { Look } from "./about";
import { Body } from "./body";
import type { Gestures } from "./gestures";
import { Head } from "./head";
import type { Grid } from "./state";
import { summarize } from "./statistics";

/** How many rows are in view at most, where the program does not say how high the table is. */
const ROWS = 10;

interface SheetProps {
  grid: Grid;
  gestures: Gestures;
}

export function Sheet({ grid, gestures }: SheetProps): JSX.Element {
  const id = useUid();
  const { props, part, rows, lanes, cursor, isEditor } = grid;
  const { active } = cursor;
  const { limit } = grid.selecting;
  const { remote } = grid;
  const look: Look = {
    at: async ({ at }) => (remote ? remote.about(at) : summarize(grid.table.columns[at]!, grid.count)),
    end: () => remote?.lookAway(),
    state: remote ? remote.outdated : null,
  };
  // With its place in the name: those who listen are told of the next cell.
  const activeId = active ? `${id}-${active.row}-${active.lane}` : undefined;
  return (
    <div
      ref={grid.box}
      class="rs-grid-box"
      role="grid"
      tabIndex={0}
      aria-label={props.alt ?? "Table"}
      aria-rowcount={rows.length + part.heads}
      aria-colcount={lanes.length}
      aria-readonly={!isEditor}
      aria-multiselectable={limit.row === "many" || limit.cell === "many" || undefined}
      style={{ height: heightOf(props.height, rows.length, grid.size, part.head + part.foot) }}
      onScroll={grid.onScroll}
      onKeyDown={gestures.key}
      onPointerUp={gestures.release}
      aria-activedescendant={activeId}
      onFocus={cursor.arrive}
    >
      <div
        style={{
          height: `${part.track.height + part.head}px`,
          marginBottom: `${part.foot}px`,
          width: `${part.total}px`,
        }}
      >
        <Head grid={grid} look={isEditor || !grid.count ? undefined : look} />
        <Body grid={grid} gestures={gestures} active={activeId} />
      </div>
      {!rows.length && (
        <p class="rs-grid-empty" style={{ width: `${grid.view.width}px` }}>
          {grid.sorting.query ? "Nothing found" : "empty"}
        </p>
      )}
    </div>
  );
}

function heightOf(height: unknown, rows: number, size: number, around: number): string {
  if (typeof height === "number") return `${height}px`;
  if (height === "stretch") return "100%";
  const lines = height === "content" ? rows : Math.min(rows, ROWS);
  return `${Math.max(lines, 1) * size + around}px`;
}
