// A table of which only the part in view is drawn, so that its length costs nothing; around it what
// can be done with it.
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useFullscreen } from "../../dom/fullscreen";
import { Icon } from "../../dom/icons";
import { mark } from "../../dom/marks";
import { Bars } from "./bars";
import { useGestures } from "./gestures";
import type { GridProps } from "./props";
import { Remark } from "./remark";
import { Sheet } from "./sheet";
import { useGrid } from "./state";
import { Toolbar } from "./toolbar";

export function Grid(given: GridProps): JSX.Element {
  const root = useRef<HTMLDivElement>(null);
  const fullscreen = useFullscreen(root);
  useLayoutEffect(() => mark(root.current!.closest(".rs")!, "data-rs-grid"), []);
  const grid = useGrid(given, root);
  const gestures = useGestures(grid);
  const { props, box, part, sorting } = grid;
  const marked = grid.selecting.chosen.length > 0;
  return (
    <div class="rs-grid" ref={root} data-editable={grid.isEditor || undefined}>
      <Toolbar
        query={sorting.query}
        onQuery={sorting.setQuery}
        found={sorting.found}
        onDelete={grid.deletes && marked ? gestures.remove : undefined}
        onDownload={grid.save}
        onFullscreen={fullscreen}
      />
      <div class="rs-grid-frame">
        <Sheet grid={grid} gestures={gestures} />
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
        <button type="button" class="rs-grid-add" onClick={grid.add}>
          <Icon name="plus" /> Add a row
        </button>
      )}
    </div>
  );
}
