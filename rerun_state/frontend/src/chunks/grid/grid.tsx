// A table of which only the part in view is drawn, so that its length costs nothing.
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useFullscreen } from "../../dom/fullscreen";
import { Icon } from "../../dom/icons";
import { mark } from "../../dom/marks";
import { useUid } from "../../dom/uid";
import type { Look } from "./about";
import { Bars } from "./bars";
import { Body } from "./body";
import { useGestures } from "./gestures";
import { Head } from "./head";
import type { GridProps } from "./props";
import { Remark } from "./remark";
import { useGrid } from "./state";
import { summarize } from "./statistics";
import { Toolbar } from "./toolbar";

const ROWS = 10;

export function Grid(given: GridProps): JSX.Element {
  const root = useRef<HTMLDivElement>(null);
  const fullscreen = useFullscreen(root);
  useLayoutEffect(() => mark(root.current!.closest(".rs")!, "data-rs-grid"), []);
  const id = useUid();
  const grid = useGrid(given, root);
  const gestures = useGestures(grid);
  const { props, box, part, rows, lanes, sorting, cursor, selecting, editing } = grid;
  const { active } = cursor;
  const { chosen, limit } = selecting;
  const { query } = sorting;
  const look: Look = async ({ at }) =>
    grid.remote ? grid.remote.about(at) : summarize(grid.table.columns[at]!, grid.count);
  // With its place in the name: those who listen are told of the next cell.
  const activeId = active ? `${id}-${active.row}-${active.lane}` : undefined;
  return (
    <div class="rs-grid" ref={root} data-editable={grid.isEditor || undefined}>
      <Toolbar
        query={query}
        onQuery={sorting.setQuery}
        found={sorting.found}
        onDelete={grid.deletes && chosen.length ? gestures.remove : undefined}
        onDownload={grid.save}
        onFullscreen={fullscreen}
      />
      <div class="rs-grid-frame">
        <div
          ref={box}
          class="rs-grid-box"
          role="grid"
          tabIndex={0}
          aria-label={props.alt ?? "Table"}
          aria-rowcount={rows.length + part.heads}
          aria-colcount={lanes.length}
          aria-readonly={!grid.isEditor}
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
            <Head grid={grid} look={grid.isEditor || !grid.count ? undefined : look} />
            <Body grid={grid} gestures={gestures} active={activeId} />
          </div>
          {!rows.length && (
            <p class="rs-grid-empty" style={{ width: `${grid.view.width}px` }}>
              {query ? "Nothing found" : "empty"}
            </p>
          )}
        </div>
        <Bars
          box={box}
          view={grid.view}
          content={{ width: part.total, height: part.track.height + part.head + part.foot }}
          head={part.head}
          foot={part.foot}
        />
      </div>
      {props.note && <p class="rs-note">{props.note}</p>}
      {grid.remote && <Remark of={grid.remote} />}
      {grid.adds && (
        <button type="button" class="rs-grid-add" onClick={editing.add}>
          <Icon name="plus" /> Add a row
        </button>
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
