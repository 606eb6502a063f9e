// Large tables: `dataframe` and `data_editor`.
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import css from "css:grid.css";
import { addChunkStyle } from "../dom/style";
import type { ChunkProps, ChunkViews } from "../view/lazy";
import { usePage } from "../view/view";
import { NO_EDITS } from "./grid/edits";
import { Grid } from "./grid/grid";
import { useEdits } from "./grid/lacking";
import { fold, NOTHING, unfold, type Folded, type Selection } from "./grid/selection";

addChunkStyle("grid", css);

/** What is selected; it is unfolded once as long as it stays the same. */
function useSelection(read: () => Folded | undefined): () => Selection {
  const held = useRef<{ wire: Folded | undefined; value: Selection }>({ wire: undefined, value: NOTHING });
  return () => {
    const wire = read();
    if (held.current.wire !== wire) held.current = { wire, value: wire ? unfold(wire) : NOTHING };
    return held.current.value;
  };
}

function Dataframe({ props, input, node }: ChunkProps<"dataframe">): JSX.Element {
  return (
    <Grid
      props={props}
      row={node.key}
      edits={() => NO_EDITS}
      selection={useSelection(() => input?.value)}
      onSelect={(next) => input?.commit(fold(next))}
    />
  );
}

function DataEditor({ props, input, node }: ChunkProps<"data_editor">): JSX.Element {
  const [edits, edit] = useEdits(input, props);
  return (
    <Grid
      props={props}
      row={node.key}
      edits={edits}
      selection={() => NOTHING}
      onEdit={edit}
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
