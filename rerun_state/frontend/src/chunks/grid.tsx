// Large tables: `dataframe` and `data_editor`.
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import css from "css:grid.css";
import { addChunkStyle } from "../dom/style";
import type { ChunkProps, ChunkViews } from "../view/lazy";
import { usePage } from "../view/view";
import { NO_EDITS } from "./grid/edits";
import { Grid } from "./grid/grid";
import { fold, NOTHING, unfold, type Selection } from "./grid/selection";

addChunkStyle("grid", css);

function Dataframe({ props, input, node }: ChunkProps<"dataframe">): JSX.Element {
  const held = useRef<{ value: unknown; selection: Selection }>({ value: undefined, selection: NOTHING });
  return (
    <Grid
      props={props}
      row={node.key}
      edits={() => NO_EDITS}
      selection={() => {
        const value = input?.value;
        // Of many rows it is unfolded once.
        if (held.current.value !== value) held.current = { value, selection: unfold(value ?? NOTHING) };
        return held.current.selection;
      }}
      onSelect={(next) => input?.commit(fold(next))}
    />
  );
}

function DataEditor({ props, input, node }: ChunkProps<"data_editor">): JSX.Element {
  return (
    <Grid
      props={props}
      row={node.key}
      edits={() => input.value ?? NO_EDITS}
      selection={() => NOTHING}
      onEdit={(edits) => input.commit(edits)}
    />
  );
}

/** Draws nothing: the press of a column of buttons, which tables find by its channel. */
function ColumnButton({ props, input }: ChunkProps<"column_button">): null {
  const page = usePage();
  useLayoutEffect(
    () => page?.channels.connect(props.channel, (press) => input.fire(press)),
    [page, props.channel, input],
  );
  return null;
}

export const kinds = { column_button: ColumnButton, data_editor: DataEditor, dataframe: Dataframe } satisfies ChunkViews;
