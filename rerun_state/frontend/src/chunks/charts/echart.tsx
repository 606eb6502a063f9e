// Charts of ECharts.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ValueOf } from "../../../contract";
import type { ChunkProps } from "../../view/lazy";
import { admitted } from "./option";
import { Stage, useColours, useDebounced, useLibrary, useWidth, type Spec } from "./stage";

export function EChart({ props, input, model }: ChunkProps<"echarts_chart">): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<any>(null);
  const [library, problem] = useLibrary<any>(model, "echarts");
  const [gate, missing] = useLibrary<typeof import("../gate/clean")>(model, "text");
  const [fault, setFault] = useState<string>();
  const colours = useColours(box);
  const width = useWidth(box);
  const report = useDebounced((value: ValueOf<"echarts_chart">) => input?.commit(value));
  const height = typeof props.height === "number" ? props.height : 400;

  useEffect(() => {
    if (!library || !gate || !colours || !width) return;
    const made = library.init(box.current, colours.dark ? "dark" : undefined, {
      renderer: props.renderer,
      height,
      width,
    });
    chart.current = made;
    if (props.selectable) {
      made.on("selectchanged", ({ selected }: Spec) => report({ selected, areas: [] }));
      made.on("brushSelected", ({ batch }: Spec) => report(brushed(batch)));
    }
    return () => {
      chart.current = null;
      made.dispose();
    };
  }, [library, gate, colours?.dark, props.renderer, props.selectable, height, width > 0]);

  useEffect(() => {
    if (!chart.current || !colours) return;
    try {
      const option = admitted(JSON.parse(props.option), (template, params) => {
        const el = document.createElement("div");
        const markup = library.format.formatTpl(template, params, true);
        el.append(gate!.clean(markup, { inside: box.current! }));
        return el;
      });
      const themed = {
        backgroundColor: "transparent",
        color: colours.palette,
        textStyle: { fontFamily: colours.font },
      };
      chart.current.setOption(props.theme === "streamlit" ? { ...themed, ...option } : option, true);
      setFault(undefined);
    } catch (error) {
      setFault(`The chart cannot be drawn: ${String(error)}`);
    }
  });

  useEffect(() => {
    chart.current?.resize({ width });
  }, [width]);

  return <Stage props={props} box={box} problem={problem ?? missing ?? fault} height={height} />;
}

function brushed(batch: Spec[]): ValueOf<"echarts_chart"> {
  const selected = batch.flatMap(({ selected: series }) =>
    series
      .filter(({ dataIndex }: Spec) => dataIndex.length)
      .map(({ seriesIndex, dataIndex }: Spec) => ({ seriesIndex, dataIndex })),
  );
  const areas = batch.flatMap((each) =>
    (each.areas ?? []).map(({ brushType, coordRange }: Spec) => ({ brushType, coordRange })),
  );
  return { selected, areas };
}
