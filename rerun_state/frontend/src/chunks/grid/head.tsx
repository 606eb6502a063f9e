// The headings of a grid: names to sort by, or to select, and edges to drag.
import { Fragment, type JSX } from "preact";
import { Help } from "../../dom/tip";
import { About, type Look } from "./about";
import { Icon } from "../../dom/icons";
import { titleOf, type Lane } from "./geometry";
import { Groups } from "./groups";
import { Gap } from "./row";
import type { Grid } from "./state";
import type { Drawn } from "./window";

interface HeadProps {
  grid: Grid;
  /** What looks at a column as a whole, where that can be done. */
  look: Look | undefined;
}

export function Head({ grid, look }: HeadProps): JSX.Element {
  const { part, marker } = grid;
  return (
    <div class="rs-grid-heads" role="rowgroup">
      {part.heads > 1 && <Groups grid={grid} />}
      <div class="rs-grid-head" role="row" aria-rowindex={part.heads}>
        {marker > 0 && <AllRows grid={grid} />}
        {part.shown.map(({ gap, ...drawn }) => (
          <Fragment key={drawn.lane.at}>
            <Gap width={gap} />
            <Heading {...{ grid, look }} {...drawn} />
          </Fragment>
        ))}
      </div>
    </div>
  );
}

/** Marks all rows, where many can be. */
function AllRows({ grid: { marker, rows, selects, selecting } }: { grid: Grid }): JSX.Element {
  const { chosen, limit } = selecting;
  const marked = chosen.length ? (chosen.length === rows.length ? "all" : "some") : "none";
  return (
    <span class="rs-grid-marker" role="cell" style={{ width: `${marker}px` }}>
      {(!selects || limit.row === "many") && (
        <button
          type="button"
          class="rs-cell-box"
          role="checkbox"
          aria-label="Select all rows"
          aria-checked={marked === "some" ? "mixed" : marked === "all"}
          data-on={marked !== "none" || undefined}
          onClick={selecting.markAll}
        >
          {marked !== "none" && <Icon name={marked === "all" ? "check" : "minus"} />}
        </button>
      )}
    </span>
  );
}

type HeadingProps = HeadProps & Omit<Drawn, "gap">;

function Heading({ grid, look, lane, number, left }: HeadingProps): JSX.Element {
  const { name, head } = lane.column;
  const { sort, by } = grid.sorting;
  const sorted = sort && by === lane.at ? (sort.down ? "descending" : "ascending") : undefined;
  // Tab leads to the heading of the active cell.
  const reached = number === (grid.cursor.active?.lane ?? 0);
  return (
    <span
      class="rs-grid-heading"
      role="columnheader"
      aria-colindex={number + 1}
      aria-label={(look && titleOf(lane)) || undefined}
      aria-sort={sorted ?? "none"}
      aria-selected={grid.selection.columns.includes(name) || undefined}
      data-pinned={lane.pinned || undefined}
      data-index={head.index || undefined}
      data-align={lane.align}
      style={{ width: `${lane.width}px`, left }}
    >
      <Name {...{ grid, lane, reached, sorted }} />
      {head.editable && <Pencil />}
      <Help text={head.config?.help} />
      {look && <About key={name} lane={lane} look={look} reached={reached} />}
      <span
        class="rs-grid-edge"
        onPointerDown={(event) => drag(event, lane.width, (width) => grid.table.resize(name, width))}
      />
    </span>
  );
}

interface NameProps {
  grid: Grid;
  lane: Lane;
  reached: boolean;
  sorted: "ascending" | "descending" | undefined;
}

/** A press selects the column, where columns can be selected, and two sort by it; else one does. */
function Name({ grid, lane, reached, sorted }: NameProps): JSX.Element {
  const { selects, selecting, sorting } = grid;
  return (
    <button
      type="button"
      tabIndex={reached ? 0 : -1}
      class="rs-grid-name"
      title={titleOf(lane)}
      aria-label={lane.group ? titleOf(lane) : undefined}
      onClick={() => selecting.column(lane) || sorting.turn(lane)}
      onDblClick={() => selects && selecting.limit.column && sorting.turn(lane)}
    >
      {lane.label}
      {lane.column.head.config?.required && <span class="rs-grid-required"> *</span>}
      {sorted && <Arrow down={sorted === "descending"} />}
    </button>
  );
}

/** The cells below can be edited. */
function Pencil(): JSX.Element {
  return (
    <svg class="rs-mark rs-grid-pencil" viewBox="0 0 24 24" role="img" aria-label="editable">
      <path d="M5 19l1-4L16 5l3 3L9 18zM14 7l3 3" />
    </svg>
  );
}

function Arrow({ down }: { down: boolean }): JSX.Element {
  return (
    <svg class="rs-mark" viewBox="0 0 24 24" aria-hidden="true">
      <path d={down ? "M12 5v14M6 13l6 6 6-6" : "M12 19V5M6 11l6-6 6 6"} />
    </svg>
  );
}

/** Follow the pointer; report the width. */
function drag(event: PointerEvent, width: number, report: (width: number) => void): void {
  event.preventDefault();
  const edge = event.currentTarget as HTMLElement;
  const start = event.clientX;
  edge.setPointerCapture(event.pointerId);
  const move = (at: PointerEvent) => report(Math.max(width + at.clientX - start, 40));
  const stop = () => {
    edge.removeEventListener("pointermove", move);
    edge.removeEventListener("pointerup", stop);
  };
  edge.addEventListener("pointermove", move);
  edge.addEventListener("pointerup", stop);
}
