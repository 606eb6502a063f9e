// A table of which only the part in view is drawn, so that its length costs nothing.
import type { JSX } from "preact";
import { Icon } from "../../dom/icons";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { PropsOf } from "../../../contract";
import { useFullscreen } from "../../dom/fullscreen";
import { useUid } from "../../dom/uid";
import { readColumns } from "../data/columns";
import { shower } from "../data/format";
import { useClipboard } from "./clip";
import { copied, fromTsv, isWithin, pasted, placesOf, spanOf, toTsv } from "./clipboard";
import type { Move } from "./editor";
import { key, rowsOf, valueOf, withCell, withRow, withoutRows, type Edits } from "./edits";
import { lanesOf, stretched, Track, visibleLanes, type Lane } from "./geometry";
import { Head } from "./head";
import { moved } from "./keys";
import { found, sorted, toCsv, type Sort } from "./order";
import { GridRow } from "./row";
import {
  extendRows,
  limits,
  NOTHING,
  selectCell,
  toggleColumn,
  toggleRow,
  type Selection,
} from "./selection";
import { save, Toolbar } from "./toolbar";

interface GridProps {
  props: Omit<PropsOf<"data_editor">, "editing" | "disabled"> & {
    editing: PropsOf<"dataframe" | "data_editor">["editing"];
    disabled?: boolean;
  };
  /** As of now: two cells may change before the second change is drawn. */
  edits: () => Edits;
  selection: () => Selection;
  onSelect?: (selection: Selection) => void;
  onEdit?: (edits: Edits) => void;
}

export interface Place {
  row: number;
  lane: number;
}

const [HEAD, MARKER, OVERSCAN, ROWS, SCROLLBAR] = [36, 40, 4, 10, 16];

export function Grid({ props, onSelect, onEdit, ...now }: GridProps): JSX.Element {
  const [edits, selection] = [now.edits(), now.selection()];
  const { rows: count, columns: heads, data, styles, editing: mode } = props;
  const box = useRef<HTMLDivElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const fullscreen = useFullscreen(root);
  const id = useUid();
  const [sort, setSort] = useState<Sort | null>(null);
  const [query, setQuery] = useState<string | null>(null);
  const [view, setView] = useState({ top: 0, left: 0, width: 600, height: 400 });
  const [active, setActive] = useState<Place | null>(null);
  /** The other corner of a block of cells, of which the active cell is one. */
  const [anchor, setAnchor] = useState<Place | null>(null);
  const dragged = useRef(false);
  const [open, setOpen] = useState<{ typed?: string } | null>(null);
  const [widths, setWidths] = useState<Record<string, number>>({});
  const [marked, setMarked] = useState<number[]>([]);

  const columns = useMemo(() => readColumns(count, heads, data), [count, heads, data]);
  const shows = useMemo(() => columns.map(({ head }) => shower(head)), [columns]);
  const texts = useMemo(
    () => columns.map((c, at) => (row: number) => shows[at]!(valueOf(c, row, count, edits))),
    [columns, edits],
  );
  const fitted = useMemo(() => lanesOf(columns, shows, count, props), [columns, props]);
  const limit = limits(props.selection_mode ?? []);
  const deletes = mode === "dynamic" || mode === "delete";
  const marker = limit.row || deletes ? MARKER : 0;
  const lanes = useMemo(() => {
    const own = fitted.map((l) => ({ ...l, width: widths[l.column.name] ?? l.width }));
    return props.width === "content" ? own : stretched(own, view.width - marker);
  }, [fitted, widths, view.width, marker, props.width]);

  const rows = useMemo(() => {
    const all = rowsOf(count, edits);
    const kept = query ? found(all, lanes.map((l) => texts[l.at]!), query) : all;
    // The column that it was sorted by may have moved, or be gone.
    const column = columns.find(({ name }) => name === sort?.column);
    if (!sort || !column) return kept;
    return sorted(kept, (row) => valueOf(column, row, count, edits), sort.down);
  }, [count, edits, query, sort, columns, texts]);

  const size = props.row_height ?? 35;
  const track = new Track(rows.length, size);
  const pinned = lanes.filter((l) => l.pinned);
  const free = lanes.slice(pinned.length);
  const fixed = marker + pinned.reduce((sum, l) => sum + l.width, 0);
  const total = fixed + free.reduce((sum, l) => sum + l.width, 0);
  const tall = view.height - HEAD;
  const first = Math.max(track.first(view.top, tall), 0);
  const from = Math.max(Math.floor(first) - OVERSCAN, 0);
  const to = Math.min(Math.ceil(first + tall / size) + OVERSCAN, rows.length);
  const drawn = Math.ceil(tall / size) + 2 * OVERSCAN + 1;
  const [begin, end, before] = visibleLanes(free, view.left, view.width - fixed);
  const shown = [...pinned, ...free.slice(begin, end)];

  useLayoutEffect(() => {
    const el = box.current!;
    const measure = () =>
      setView((v) => ({ ...v, width: el.clientWidth, height: el.clientHeight }));
    measure();
    const sized = new ResizeObserver(measure);
    sized.observe(el);
    return () => sized.disconnect();
  }, []);

  // Keep the active cell in view.
  useEffect(() => {
    if (!active) return;
    const el = box.current!;
    const top = track.scrollTo(active.row, el.scrollTop, el.clientHeight - HEAD);
    if (top !== null) el.scrollTop = top;
    const at = active.lane - pinned.length;
    if (at < 0) return;
    const left = free.slice(0, at).reduce((sum, l) => sum + l.width, 0);
    const right = left + (free[at]?.width ?? 0);
    const room = el.clientWidth - fixed;
    if (left < el.scrollLeft) el.scrollLeft = left;
    else if (right > el.scrollLeft + room) el.scrollLeft = right - room;
  }, [active]);

  const onScroll = () => {
    const { scrollTop: top, scrollLeft: left } = box.current!;
    setView((v) => (v.top === top && v.left === left ? v : { ...v, top, left }));
  };

  const editable = (lane: Lane) => Boolean(onEdit && lane.column.head.editable);
  const isNew = (row: number) => row >= count;
  const mayEdit = (place: Place) => {
    const lane = lanes[place.lane];
    const row = rows[place.row];
    if (!lane || row === undefined || props.disabled) return false;
    return editable(lane) || (isNew(row) && Boolean(lane.column.head.index) && lane.column.head.enc !== "range");
  };
  const edited = (from: Edits, place: Place, value: unknown) =>
    withCell(from, rows[place.row]!, count, key(lanes[place.lane]!.column), value);
  const set = (place: Place, value: unknown) => onEdit?.(edited(now.edits(), place, value));
  const value = (place: Place) =>
    valueOf(lanes[place.lane]!.column, rows[place.row]!, count, now.edits());

  const openCell = (place: Place, typed?: string) => {
    if (!mayEdit(place)) return;
    setActive(place);
    if (lanes[place.lane]!.kind === "checkbox") set(place, !value(place));
    // Another letter may come before the editor is there.
    else setOpen((before) => (typed === undefined ? {} : { typed: (before?.typed ?? "") + typed }));
  };

  /** Go to a cell; with `extend`, leave the other corner of the block where it is. */
  const go = (place: Place, extend: boolean) => {
    setAnchor(extend ? (anchor ?? active) : null);
    setActive(place);
  };
  const span = active && anchor && spanOf(active, anchor);

  const clickCell = (place: Place, event: MouseEvent) => {
    // A press has gone there already, unless it has left an open cell; some clicks have no press.
    if (active?.row !== place.row || active.lane !== place.lane) go(place, event.shiftKey);
    setOpen(null);
    const lane = lanes[place.lane]!;
    if (lane.kind === "checkbox" && mayEdit(place)) set(place, !value(place));
    if (!onSelect || !limit.cell || lane.column.head.index) return;
    const cell: [number, string] = [rows[place.row]!, lane.column.name];
    onSelect(selectCell(now.selection(), cell, limit, event.ctrlKey || event.metaKey || event.shiftKey));
  };

  /** Select the block of cells that was drawn, or the active cell. */
  const selectBlock = () => {
    const places = placesOf(spanOf(active!, limit.cell === "many" ? anchor : null));
    const inBody = places.filter((place) => !lanes[place.lane]!.column.head.index);
    const cells = inBody.map(({ row, lane }): [number, string] => [
      rows[row]!,
      lanes[lane]!.column.name,
    ]);
    onSelect!({ ...NOTHING, cells });
  };

  const mark = (at: number, event: { shiftKey: boolean }) => {
    const row = rows[at]!;
    if (!onSelect) {
      setMarked(marked.includes(row) ? marked.filter((r) => r !== row) : [...marked, row]);
      return;
    }
    const selected = now.selection();
    const last = rows.indexOf(selected.rows.at(-1) ?? -1);
    if (event.shiftKey && limit.row === "many" && last >= 0) {
      const [a, b] = [Math.min(last, at), Math.max(last, at)];
      onSelect(extendRows(selected, rows.slice(a, b + 1)));
    } else onSelect(toggleRow(selected, row, limit));
  };
  const chosen = onSelect ? selection.rows : marked;
  const markAll = () => {
    const all = chosen.length === rows.length ? [] : [...rows];
    if (onSelect) onSelect({ ...selection, rows: all.sort((a, b) => a - b), cells: [] });
    else setMarked(all);
  };

  const clickHead = (lane: Lane) => {
    if (onSelect && limit.column && !lane.column.head.index) {
      onSelect(toggleColumn(now.selection(), lane.column.name, limit));
    } else turn(lane);
  };
  const turn = (lane: Lane) =>
    setSort(
      sort?.column !== lane.column.name
        ? { column: lane.column.name, down: false }
        : sort.down
          ? null
          : { column: lane.column.name, down: true },
    );

  const add = () => {
    onEdit!(withRow(now.edits(), columns));
    setActive({ row: rows.length, lane: lanes.findIndex(editable) });
    box.current!.focus();
  };
  const remove = () => {
    onEdit!(withoutRows(now.edits(), marked, count));
    setMarked([]);
    setActive(null);
  };

  const clear = () => {
    const places = placesOf(spanOf(active!, anchor)).filter(
      (place) => mayEdit(place) && !lanes[place.lane]!.column.head.config?.required,
    );
    if (places.length) onEdit!(places.reduce((all, place) => edited(all, place, null), now.edits()));
  };
  const onCopy = (event: ClipboardEvent) => {
    if (!active || !event.clipboardData) return;
    event.preventDefault();
    const text = toTsv(spanOf(active, anchor), (at) => copied(value(at), lanes[at.lane]!));
    event.clipboardData.setData("text/plain", text);
  };
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData("text/plain");
    if (!active || !text || !onEdit || props.disabled) return;
    event.preventDefault();
    const { top: row, left: lane } = spanOf(active, anchor);
    const grows = (mode === "dynamic" || mode === "add") && !query;
    const table = { columns, lanes, rows, count, grows, mayEdit };
    onEdit(pasted(now.edits(), fromTsv(text), { row, lane }, table));
  };
  useClipboard(box, { copy: onCopy, paste: onPaste });

  const onKeyDown = (event: KeyboardEvent) => {
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key === "f") {
      event.preventDefault();
      event.stopPropagation();
      setQuery(query ?? "");
      return;
    }
    if (event.target !== box.current) return;
    const page = Math.max(Math.floor(tall / size) - 1, 1);
    const next = moved(event, active, rows.length, lanes.length, page);
    if (next) {
      event.preventDefault();
      go(next, event.shiftKey);
      return;
    }
    if (!active) return;
    const plain = !command && !event.altKey;
    if (event.key === "Escape" && anchor) {
      event.preventDefault();
      setAnchor(null);
    } else if (event.key === " " && marker && (event.shiftKey || !mayEdit(active))) {
      event.preventDefault();
      mark(active.row, { shiftKey: event.shiftKey && !onEdit });
    } else if (onSelect && limit.cell && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      selectBlock();
    } else if (event.key === "Enter" || event.key === "F2" || event.key === " ") {
      event.preventDefault();
      openCell(active);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      if (deletes && marked.includes(rows[active.row]!)) remove();
      else clear();
    } else if (plain && event.key.length === 1 && mayEdit(active)) {
      event.preventDefault();
      openCell(active, event.key);
    }
  };

  const done = (next: unknown, move: Move) => {
    setOpen(null);
    if (active && next !== undefined && next !== value(active)) set(active, next);
    if (active && move === "down" && active.row < rows.length - 1) {
      setActive({ ...active, row: active.row + 1 });
    } else if (active && move === "right" && active.lane < lanes.length - 1) {
      setActive({ ...active, lane: active.lane + 1 });
    }
    if (move !== "leave") box.current!.focus();
  };

  // With its place in the name: those who listen are told of the next cell.
  const idOf = ({ row, lane }: Place) => `${id}-${row}-${lane}`;
  const bar = total > view.width + 1 ? SCROLLBAR : 0;
  const height = heightOf(props.height, rows.length, size, bar);
  return (
    <div class="rs-grid" ref={root} data-editable={onEdit ? true : undefined}>
      <Toolbar
        query={query}
        onQuery={setQuery}
        found={rows.length}
        onDelete={deletes && marked.length ? remove : undefined}
        onDownload={() => save(csv(lanes, rows, texts), "table.csv")}
        onFullscreen={fullscreen}
      />
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
          if (dragged.current && onSelect && limit.cell === "many") selectBlock();
          dragged.current = false;
        }}
        aria-activedescendant={active ? idOf(active) : undefined}
        onFocus={() => setActive((place) => place ?? { row: 0, lane: 0 })}
      >
        <div style={{ height: `${track.height + HEAD}px`, width: `${total}px` }}>
          <Head
            lanes={shown}
            pinned={pinned.length}
            before={before}
            marker={marker}
            marked={chosen.length ? (chosen.length === rows.length ? "all" : "some") : "none"}
            many={!onSelect || limit.row === "many"}
            sort={sort}
            selected={selection.columns}
            onMark={markAll}
            onClick={clickHead}
            onSort={turn}
            onResize={(name, width) => setWidths((all) => ({ ...all, [name]: width }))}
            sortable={!(onSelect && limit.column)}
            reached={active ? lanes[active.lane] : lanes[0]}
          />
          <div
            class="rs-grid-rows"
            style={{ transform: `translateY(${view.top + (from - first) * size}px)` }}
          >
            {rows.slice(from, to).map((row, at) => (
              <GridRow
                // By place, not by row: scrolling fills the elements that are there.
                key={(from + at) % drawn}
                row={row}
                at={from + at}
                height={size}
                lanes={shown}
                pinned={pinned.length}
                firstFree={pinned.length + begin}
                before={before}
                marker={marker}
                marked={chosen.includes(row)}
                active={active?.row === from + at ? active.lane : -1}
                id={active ? idOf(active) : ""}
                within={(lane) => isWithin(span, from + at, lane)}
                open={active?.row === from + at ? open : null}
                columns={selection.columns}
                cells={selection.cells}
                styles={styles}
                placeholder={props.placeholder ?? (onEdit ? "" : "None")}
                value={(lane) => valueOf(lane.column, row, count, edits)}
                editable={(lane) => mayEdit({ row: from + at, lane })}
                changed={(lane) => key(lane.column) in (edits.edited_rows[row] ?? {})}
                onMark={(event) => mark(from + at, event)}
                onClick={(lane, event) => clickCell({ row: from + at, lane }, event)}
                onPress={(lane, event) => {
                  if (event.button === 0 && !open) go({ row: from + at, lane }, event.shiftKey);
                }}
                onDrag={(lane) => {
                  if (!active || open) return;
                  dragged.current = true;
                  go({ row: from + at, lane }, true);
                }}
                onOpen={(lane) => openCell({ row: from + at, lane })}
                onDone={done}
                onCancel={() => {
                  setOpen(null);
                  box.current!.focus();
                }}
              />
            ))}
          </div>
        </div>
        {!rows.length && <p class="rs-grid-empty">{query ? "Nothing found" : "empty"}</p>}
      </div>
      {(mode === "dynamic" || mode === "add") && (
        <button type="button" class="rs-grid-add" onClick={add}>
          <Icon name="plus" /> Add a row
        </button>
      )}
    </div>
  );
}

function heightOf(height: unknown, rows: number, size: number, bar: number): string {
  if (typeof height === "number") return `${height}px`;
  if (height === "stretch") return "100%";
  const lines = height === "content" ? rows : Math.min(rows, ROWS);
  return `${HEAD + Math.max(lines, 1) * size + bar}px`;
}

function csv(lanes: Lane[], rows: number[], texts: ((row: number) => string)[]): string {
  return toCsv(
    lanes.map((lane) => lane.label),
    rows,
    lanes.map((lane) => texts[lane.at]!),
  );
}
