// The rows of a grid that are in view.
import type { JSX } from "preact";
import { isWritten, valueOf } from "./edits";
import type { Gestures } from "./gestures";
import { isWithin } from "./place";
import { GridRow } from "./row";
import type { Grid } from "./state";

interface BodyProps {
  grid: Grid;
  gestures: Gestures;
  /** The id of the active cell; none without one. */
  active: string | undefined;
}

export function Body({ grid, gestures, active: id }: BodyProps): JSX.Element {
  const { props, edits, selection, count, part, remote, rows, cursor, selecting, editing } = grid;
  const { active } = cursor;
  const styles = remote ? remote.styles(props.styles) : props.styles;
  return (
    <div class="rs-grid-rows" role="rowgroup" style={{ top: `${part.head}px`, transform: `translateY(${part.top}px)` }}>
      {rows.slice(part.from, part.to).map((row, below) => {
        const at = part.from + below;
        const place = (lane: number) => ({ row: at, lane });
        const isActive = active?.row === at;
        return (
          <GridRow
            // By place, not by row: scrolling fills the elements that are there.
            key={at % part.drawn}
            row={row}
            at={at}
            line={at + part.heads + 1}
            height={grid.size}
            lanes={part.shown}
            marker={grid.marker}
            marked={selecting.isMarked(row)}
            waiting={Boolean(remote && !remote.has(row))}
            active={isActive ? active.lane : -1}
            id={id ?? ""}
            within={(lane) => isWithin(cursor.range, at, lane)}
            open={isActive ? editing.open : null}
            columns={selection.columns}
            cells={selection.cells}
            styles={styles}
            placeholder={props.placeholder ?? "None"}
            value={(lane) => valueOf(lane.column, row, count, edits)}
            editable={(lane) => editing.mayEdit(place(lane))}
            changed={(lane) => isWritten(edits.edited_rows[row], lane.column)}
            onMark={(event) => selecting.mark(at, event)}
            onClick={(lane, event) => gestures.click(place(lane), event)}
            onPress={(lane, event) => gestures.press(place(lane), event)}
            onDrag={(lane) => gestures.drag(place(lane))}
            onOpen={(lane) => editing.openCell(place(lane))}
            onDone={editing.done}
            onCancel={() => {
              editing.close();
              grid.box.current!.focus();
            }}
          />
        );
      })}
    </div>
  );
}
