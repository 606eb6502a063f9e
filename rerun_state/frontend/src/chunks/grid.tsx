// Large tables: `dataframe` and `data_editor`.
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import css from "css:grid.css";
import { addChunkStyle } from "../dom/style";
import type { ChunkProps, ChunkViews } from "../view/lazy";
import { usePage } from "../view/view";
import { foldEdits, NO_EDITS, unfoldEdits } from "./grid/edits";
import { Grid } from "./grid/grid";
import { fold, NOTHING, unfold } from "./grid/selection";

addChunkStyle("grid", css);

/** What an input has; it is unfolded once as long as it stays the same. */
function useUnfolded<Wire, Value>(
  read: () => Wire | undefined,
  unfold: (wire: Wire) => Value,
  none: Value,
): () => Value {
  const held = useRef<{ wire: Wire | undefined; value: Value }>({ wire: undefined, value: none });
  return () => {
    const wire = read();
    if (held.current.wire !== wire) held.current = { wire, value: wire ? unfold(wire) : none };
    return held.current.value;
  };
}

function Dataframe({ props, input, node }: ChunkProps<"dataframe">): JSX.Element {
  return (
    <Grid
      props={props}
      row={node.key}
      edits={() => NO_EDITS}
      selection={useUnfolded(() => input?.value, unfold, NOTHING)}
      onSelect={(next) => input?.commit(fold(next))}
    />
  );
}

function DataEditor({ props, input, node }: ChunkProps<"data_editor">): JSX.Element {
  return (
    <Grid
      props={props}
      row={node.key}
      edits={useUnfolded(() => input.value, unfoldEdits, NO_EDITS)}
      selection={() => NOTHING}
      onEdit={(edits) => input.commit(foldEdits(edits))}
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
