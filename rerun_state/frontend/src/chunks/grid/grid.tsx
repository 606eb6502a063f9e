// A table of which only the part in view is drawn, so that its length costs nothing.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useFullscreen } from "../../dom/fullscreen";
import { Icon } from "../../dom/icons";
import { useUid } from "../../dom/uid";
import { Bars } from "./bars";
import { useCopying } from "./clip";
import { useCursor } from "./cursor";
import { useEditing } from "./editing";
import { key, valueOf } from "./edits";
import { Head } from "./head";
import { pressKey } from "./keys";
import { useLanes } from "./lanes";
import { useMeasure } from "./measure";
import { csvOf } from "./csv";
import { remarkOn, useRemote } from "./far";
import { isWithin, type Place } from "./place";
import type { GridProps } from "./props";
import type { Remote } from "./remote";
import { GridRow } from "./row";
import { useSelecting } from "./selecting";
import { limits } from "./selection";
import { useSorting } from "./sorting";
import { save, Toolbar } from "./toolbar";
import { HEAD, useInView, useView, windowOf } from "./window";

const [MARKER, ROWS] = [40, 10];

export function Grid({ props, row: place, onSelect, onEdit, ...now }: GridProps): JSX.Element {
  const [edits, selection] = [now.edits(), now.selection()];
  const { rows: count, styles, editing: mode } = props;
  const box = useRef<HTMLDivElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const dragged = useRef(false);
  const fullscreen = useFullscreen(root);
  const id = useUid();

  const limit = limits(props.selection_mode ?? []);
  const deletes = mode === "dynamic" || mode === "delete";
  const marker = limit.row || deletes ? MARKER : 0;
  const [view, onScroll] = useView(box);
  const remote = useRemote(props, place);
  const table = useLanes(props, edits, view.width - marker, remote, useMeasure(root));
  const { columns, lanes, texts } = table;
  const { rows, sort, query, setQuery, turn } = useSorting(table, count, edits, remote);
  const size = props.row_height ?? 35;
  const part = windowOf(view, rows.length, size, lanes, marker);
  useEffect(() => remote?.want(part.from, part.to));

  const cursor = useCursor();
  const { active, go } = cursor;
  useInView(box, active, part);
  const selecting = useSelecting(
    { limit, selection: now.selection, onSelect },
    rows,
    remote,
    lanes,
    cursor,
  );
  const { chosen } = selecting;
  const disabled = Boolean(props.disabled);
  const editing = useEditing(
    { edits: now.edits, onEdit },
    { columns, lanes, rows, count, disabled },
    cursor,
    box,
  );
  const { open, mayEdit, mayEditRow } = editing;
  const grows = (mode === "dynamic" || mode === "add") && !query;
  const written = {
    table: { columns, lanes, rows, count, grows, mayEdit: mayEditRow },
    edits: now.edits,
    onEdit: disabled ? undefined : onEdit,
  };
  useCopying(box, cursor, editing, written, remote);
  const [saving, setSaving] = useState(false);
  const download = () => {
    setSaving(true);
    csvOf(lanes, rows, texts, remote, count, edits)
      .then((pieces) => save(pieces, "table.csv"))
      .catch((error: Error) => remote?.fail(error.message))
      .finally(() => setSaving(false));
  };

  const clickCell = (place: Place, event: MouseEvent) => {
    // A press has gone there already, unless it has left an open cell; some clicks have no press.
    if (active?.row !== place.row || active.lane !== place.lane) go(place, event.shiftKey);
    editing.close();
    editing.tick(place);
    selecting.click(place, event);
  };
  const remove = () => {
    editing.remove(chosen);
    selecting.unmark();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "f") {
      event.preventDefault();
      event.stopPropagation();
      setQuery(query ?? "");
    } else if (event.target === box.current) {
      pressKey(event, {
        ...{ rows, cursor, selecting, editing, deletes },
        lanes: lanes.length,
        page: part.page,
        markable: marker > 0,
        selects: Boolean(onSelect),
        onDelete: remove,
      });
    }
  };

  // With its place in the name: those who listen are told of the next cell.
  const idOf = ({ row, lane }: Place) => `${id}-${row}-${lane}`;
  const height = heightOf(props.height, rows.length, size);
  return (
    <div class="rs-grid" ref={root} data-editable={onEdit ? true : undefined}>
      <Toolbar
        query={query}
        onQuery={setQuery}
        found={rows.length}
        onDelete={deletes && chosen.length ? remove : undefined}
        onDownload={saving ? () => undefined : download}
        onFullscreen={fullscreen}
      />
      <div class="rs-grid-frame">
        <div
          ref={box}
          class="rs-grid-box"
          role="grid"
          tabIndex={0}
          aria-label={props.alt ?? "Table"}
          aria-rowcount={rows.length + 1}
          aria-colcount={lanes.length}
          aria-readonly={!onEdit}
          aria-multiselectable={limit.row === "many" || limit.cell === "many" || undefined}
          style={{ height }}
          onScroll={onScroll}
          onKeyDown={onKeyDown}
          onPointerUp={() => {
            if (dragged.current && onSelect && limit.cell === "many") selecting.block();
            dragged.current = false;
          }}
          aria-activedescendant={active ? idOf(active) : undefined}
          onFocus={cursor.arrive}
        >
          <div style={{ height: `${part.track.height + HEAD}px`, width: `${part.total}px` }}>
            <Head
              lanes={part.shown}
              pinned={part.pinned}
              before={part.before}
              marker={marker}
              marked={chosen.length ? (chosen.length === rows.length ? "all" : "some") : "none"}
              many={!onSelect || limit.row === "many"}
              sort={sort}
              selected={selection.columns}
              onMark={selecting.markAll}
              onClick={(lane) => selecting.column(lane) || turn(lane)}
              onSort={turn}
              onResize={table.resize}
              sortable={!(onSelect && limit.column)}
              reached={active ? lanes[active.lane] : lanes[0]}
            />
            <div class="rs-grid-rows" style={{ transform: `translateY(${part.top}px)` }}>
              {rows.slice(part.from, part.to).map((row, at) => (
                <GridRow
                  // By place, not by row: scrolling fills the elements that are there.
                  key={(part.from + at) % part.drawn}
                  row={row}
                  at={part.from + at}
                  height={size}
                  lanes={part.shown}
                  pinned={part.pinned}
                  firstFree={part.firstFree}
                  before={part.before}
                  marker={marker}
                  marked={selecting.isMarked(row)}
                  waiting={Boolean(remote && !remote.has(row))}
                  active={active?.row === part.from + at ? active.lane : -1}
                  id={active ? idOf(active) : ""}
                  within={(lane) => isWithin(cursor.span, part.from + at, lane)}
                  open={active?.row === part.from + at ? open : null}
                  columns={selection.columns}
                  cells={selection.cells}
                  styles={styles}
                  placeholder={props.placeholder ?? (onEdit ? "" : "None")}
                  value={(lane) => valueOf(lane.column, row, count, edits)}
                  editable={(lane) => mayEdit({ row: part.from + at, lane })}
                  changed={(lane) => key(lane.column) in (edits.edited_rows[row] ?? {})}
                  onMark={(event) => selecting.mark(part.from + at, event)}
                  onClick={(lane, event) => clickCell({ row: part.from + at, lane }, event)}
                  onPress={(lane, event) => {
                    if (event.button === 0 && !open) go({ row: part.from + at, lane }, event.shiftKey);
                  }}
                  onDrag={(lane) => {
                    if (!active || open) return;
                    dragged.current = true;
                    go({ row: part.from + at, lane }, true);
                  }}
                  onOpen={(lane) => editing.openCell({ row: part.from + at, lane })}
                  onDone={editing.done}
                  onCancel={() => {
                    editing.close();
                    box.current!.focus();
                  }}
                />
              ))}
            </div>
          </div>
          {!rows.length && (
            <p class="rs-grid-empty" style={{ width: `${view.width}px` }}>
              {query ? "Nothing found" : "empty"}
            </p>
          )}
        </div>
        <Bars
          box={box}
          view={view}
          content={{ width: part.total, height: part.track.height + HEAD }}
          head={HEAD}
        />
      </div>
      {remote && <Remark of={remote} saving={saving} />}
      {(mode === "dynamic" || mode === "add") && (
        <button type="button" class="rs-grid-add" onClick={editing.add}>
          <Icon name="plus" /> Add a row
        </button>
      )}
    </div>
  );
}

function Remark({ of, saving }: { of: Remote; saving: boolean }): JSX.Element | null {
  const remark = remarkOn(of) ?? (saving ? "Reading all rows for the file." : null);
  if (remark === null) return null;
  return (
    <p class="rs-note" role={of.problem === null ? "status" : "alert"}>
      {remark}
    </p>
  );
}

function heightOf(height: unknown, rows: number, size: number): string {
  if (typeof height === "number") return `${height}px`;
  if (height === "stretch") return "100%";
  const lines = height === "content" ? rows : Math.min(rows, ROWS);
  return `${HEAD + Math.max(lines, 1) * size}px`;
}
