// Grids, and room between elements.
import type { JSX } from "preact";
import { gapOf } from "../../components/layout/gap";
import type { ChunkProps } from "../../view/lazy";
import { Children } from "../../view/view";

export function Grid({ props, node }: ChunkProps<"grid">): JSX.Element {
  const { columns, min_column_width: least, row_height: row, height, wrap, gap } = props;
  const width = typeof least === "number" ? `${least}px` : "14rem";
  const count = typeof columns === "number" ? columns : undefined;
  // As many columns as fit, but no more than were asked for.
  const share = count ? `calc((100% - ${count - 1} * ${gapOf(gap[1])}) / ${count})` : "0px";
  const floor = least === "auto" && count ? `max(${share}, min(8rem, 100%))` : `max(${share}, min(${width}, 100%))`;
  return (
    <div
      class="rs-cells"
      data-border={props.border || undefined}
      data-align={props.vertical_alignment}
      style={{
        gridTemplateColumns:
          count && wrap === false
            ? `repeat(${count}, minmax(${least === "auto" ? "0" : width}, 1fr))`
            : `repeat(auto-fill, minmax(${floor}, 1fr))`,
        gridAutoRows: typeof row === "number" ? `${row}px` : "auto",
        gridAutoFlow: props.dense ? "row dense" : "row",
        rowGap: gapOf(gap[0]),
        columnGap: gapOf(gap[1]),
        ...(typeof height === "number" && { height: `${height}px`, overflow: "auto" }),
      }}
    >
      <Children node={node} />
    </div>
  );
}

const ROOM: Record<string, string> = {
  xxsmall: ".25rem",
  xsmall: ".5rem",
  small: ".75rem",
  medium: "2.5rem",
  large: "4.25rem",
  xlarge: "6rem",
  xxlarge: "8rem",
};

export function Space({ props }: ChunkProps<"space">): JSX.Element {
  const { size } = props;
  const room = typeof size === "number" ? `${size}px` : (ROOM[size] ?? "0px");
  return <div class="rs-space" data-size={size} style={{ "--rs-room": room }} aria-hidden="true" />;
}
