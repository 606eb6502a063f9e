// The headings of a grid: names to sort by, or to select, and edges to drag.
import { Fragment, type JSX } from "preact";
import { Help } from "../../dom/tip";
import { About, type Look } from "./about";
import { Icon } from "../../dom/icons";
import type { Lane } from "./geometry";
import type { Sort } from "./order";

interface HeadProps {
  lanes: Lane[];
  pinned: number;
  before: number;
  marker: number;
  marked: "none" | "some" | "all";
  many: boolean;
  sort: Sort | null;
  selected: string[];
  sortable: boolean;
  /** The heading that Tab leads to, that of the active cell. */
  reached: Lane | undefined;
  /** What looks at a column as a whole, where that can be done. */
  look: Look | undefined;
  onMark: () => void;
  onClick: (lane: Lane) => void;
  onSort: (lane: Lane) => void;
  onResize: (column: string, width: number) => void;
}

export function Head(props: HeadProps): JSX.Element {
  const { lanes, pinned, before, marker, marked, many } = props;
  let left = marker;
  return (
    <div class="rs-grid-head" role="row" aria-rowindex={1}>
      {marker > 0 && (
        <span class="rs-grid-marker" role="cell" style={{ width: `${marker}px` }}>
          {many && (
            <button
              type="button"
              class="rs-cell-box"
              role="checkbox"
              aria-label="Select all rows"
              aria-checked={marked === "some" ? "mixed" : marked === "all"}
              data-on={marked !== "none" || undefined}
              onClick={props.onMark}
            >
              {marked !== "none" && <Icon name={marked === "all" ? "check" : "minus"} />}
            </button>
          )}
        </span>
      )}
      {lanes.map((lane, at) => {
        const place = at < pinned ? { left: `${left}px` } : {};
        if (at < pinned) left += lane.width;
        return (
          <Fragment key={lane.at}>
            {at === pinned && <span style={{ width: `${before}px` }} class="rs-grid-gap" />}
            <Heading lane={lane} place={place} {...props} />
          </Fragment>
        );
      })}
    </div>
  );
}

interface HeadingProps extends HeadProps {
  lane: Lane;
  place: { left?: string };
}

function Heading({ lane, place, sort, selected, ...props }: HeadingProps): JSX.Element {
  const sorted = sort?.column === lane.column.name ? (sort.down ? "descending" : "ascending") : undefined;
  const on = selected.includes(lane.column.name);
  return (
    <span
      class="rs-grid-heading"
      role="columnheader"
      aria-label={(props.look && lane.label) || undefined}
      aria-sort={sorted ?? "none"}
      aria-selected={on || undefined}
      data-pinned={lane.pinned || undefined}
      data-index={lane.column.head.index || undefined}
      data-align={lane.align}
      style={{ width: `${lane.width}px`, ...place }}
    >
      <button
        type="button"
        tabIndex={lane.at === props.reached?.at ? 0 : -1}
        class="rs-grid-name"
        title={lane.label}
        onClick={() => props.onClick(lane)}
        onDblClick={() => props.sortable || props.onSort(lane)}
      >
        {lane.label}
        {lane.column.head.config?.required && <span class="rs-grid-required"> *</span>}
        {sorted && <Arrow down={sorted === "descending"} />}
      </button>
      {lane.column.head.editable && <Pencil />}
      <Help text={lane.column.head.config?.help} />
      {props.look && <About lane={lane} look={props.look} reached={lane.at === props.reached?.at} />}
      <span
        class="rs-grid-edge"
        onPointerDown={(event) => drag(event, lane.width, (width) => props.onResize(lane.column.name, width))}
      />
    </span>
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
