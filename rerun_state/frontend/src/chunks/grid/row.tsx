// One row of a grid, the cells of it that are in view.
import type { Json } from "../../../contract/schema";
import { declared } from "../../dom/declarations";
import { Fragment, type JSX } from "preact";
import { Icon } from "../../dom/icons";
import type { Cell } from "../data/columns";
import { CellView } from "./cell";
import type { Move, Open } from "./editing";
import { CellEditor } from "./editor";
import type { Lane } from "./geometry";
import type { Drawn } from "./window";

interface RowProps {
  row: number;
  at: number;
  /** Its number among all rows, with those of the headings. */
  line: number;
  height: number;
  lanes: Drawn[];
  marker: number;
  marked: boolean;
  /** What stands here has not come yet. */
  waiting: boolean;
  /** The lane of the active cell, -1 without one, and its id. */
  active: number;
  id: string;
  /** Is a lane among several cells that are selected to be copied? */
  within: (lane: number) => boolean;
  open: Open | null;
  columns: string[];
  cells: [number, string][];
  styles?: { css: Record<string, string>; texts: Record<string, string> };
  placeholder: string;
  value: (lane: Lane) => Cell;
  editable: (lane: number) => boolean;
  changed: (lane: Lane) => boolean;
  onMark: (event: MouseEvent) => void;
  onClick: (lane: number, event: MouseEvent) => void;
  onPress: (lane: number, event: PointerEvent) => void;
  onDrag: (lane: number) => void;
  onOpen: (lane: number) => void;
  onDone: (value: Json | undefined, move: Move) => void;
  onCancel: () => void;
}

export function GridRow(props: RowProps): JSX.Element {
  const { lanes, marker, marked, at, height } = props;
  return (
    <div
      class="rs-grid-row"
      role="row"
      aria-rowindex={props.line}
      aria-busy={props.waiting || undefined}
      aria-selected={marker ? marked : undefined}
      style={{ height: `${height}px` }}
    >
      {marker > 0 && (
        <span class="rs-grid-marker" role="rowheader" style={{ width: `${marker}px` }}>
          <button
            type="button"
            tabIndex={-1}
            class="rs-cell-box"
            role="checkbox"
            aria-label={`Select row ${at + 1}`}
            aria-checked={marked}
            data-on={marked || undefined}
            onClick={props.onMark}
          >
            {marked && <Icon name="check" />}
          </button>
        </span>
      )}
      {lanes.map(({ gap, ...drawn }) => (
        <Fragment key={drawn.lane.at}>
          <Gap width={gap} />
          <GridCell {...props} {...drawn} />
        </Fragment>
      ))}
    </div>
  );
}

/** Stands for lanes that are out of view. */
export function Gap({ width }: { width: number | undefined }): JSX.Element | null {
  return width === undefined ? null : <span class="rs-grid-gap" style={{ width: `${width}px` }} />;
}

type CellProps = RowProps & Omit<Drawn, "gap">;

function GridCell({ lane, number, left, ...props }: CellProps): JSX.Element {
  const { row, styles } = props;
  const { column } = lane;
  const selected =
    props.within(number) ||
    props.columns.includes(column.name) ||
    props.cells.some(([r, name]) => r === row && name === column.name);
  const css = column.head.index ? undefined : styles?.css[`${row},${lane.body}`];
  const open = props.active === number ? props.open : null;
  const editing = open !== null;
  const lacking = column.head.config?.required && column.head.editable && !editing && props.value(lane) === null;
  return (
    <span
      class="rs-grid-cell"
      role="gridcell"
      id={props.active === number ? props.id : undefined}
      aria-colindex={number + 1}
      aria-selected={selected || undefined}
      aria-invalid={lacking || undefined}
      title={lacking ? "A value is required" : undefined}
      aria-readonly={!props.editable(number) || undefined}
      data-active={props.active === number || undefined}
      data-pinned={lane.pinned || undefined}
      data-index={column.head.index || undefined}
      data-kind={lane.kind}
      data-align={lane.align}
      data-changed={props.changed(lane) || undefined}
      // Last comes where it stands: a cell is as wide as its heading, whatever a Styler says.
      style={`${css ? declared(css) : ""}width:${lane.width}px;${left ? `left:${left};` : ""}`}
      onPointerDown={(event) => editing || props.onPress(number, event)}
      onPointerEnter={(event) => event.buttons === 1 && props.onDrag(number)}
      onClick={(event) => editing || props.onClick(number, event)}
      onDblClick={() => editing || lane.kind === "checkbox" || props.onOpen(number)}
    >
      {contentOf(lane, open, props)}
    </span>
  );
}

/** What is in a cell: its value, or an editor of it; or nothing yet. No component: cells are many. */
function contentOf(lane: Lane, open: Open | null, props: RowProps): JSX.Element {
  if (props.waiting) return <span class="rs-cell-waiting" />;
  const { column, body, show } = lane;
  const { row, placeholder, onDone, onCancel } = props;
  const value = props.value(lane);
  if (open) return <CellEditor {...{ column, value, open, onDone, onCancel }} />;
  const text = column.head.index ? undefined : props.styles?.texts[`${row},${body}`];
  return <CellView {...{ column, value, show, text, placeholder, row }} />;
}
