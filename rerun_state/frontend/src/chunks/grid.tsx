// Large tables: `dataframe` and `data_editor`.
import type { JSX } from "preact";
import { useLayoutEffect } from "preact/hooks";
import css from "css:grid.css";
import { addChunkStyle } from "../dom/style";
import type { ChunkProps, ChunkViews } from "../view/lazy";
import { usePage } from "../view/view";
import { NO_EDITS } from "./grid/edits";
import { Grid } from "./grid/grid";
import { NOTHING } from "./grid/selection";

addChunkStyle("grid", css);

function Dataframe({ props, input }: ChunkProps<"dataframe">): JSX.Element {
  return (
    <Grid
      props={props}
      edits={() => NO_EDITS}
      selection={() => input?.value ?? NOTHING}
      onSelect={(selection) => input?.commit(selection)}
    />
  );
}

function DataEditor({ props, input }: ChunkProps<"data_editor">): JSX.Element {
  return (
    <Grid
      props={props}
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
