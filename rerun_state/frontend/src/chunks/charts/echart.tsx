// Charts of ECharts.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ValueOf } from "../../../contract";
import type { ChunkProps } from "../../view/lazy";
import { admitted } from "./option";
import { Stage, useColours, useDebounced, useFilled, useLibrary, useRoom, type Spec } from "./stage";

/** How high a chart is that does not say it. */
const HEIGHT = 400;

export function EChart({ props, input, model }: ChunkProps<"echarts_chart">): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<any>();
  const [library, problem] = useLibrary<any>(model, "echarts");
  const [gate, missing] = useLibrary<typeof import("../gate/clean")>(model, "text");
  const [fault, setFault] = useState<string>();
  const colours = useColours(box);
  const width = useRoom(box);
  // A chart tells of what it begins with, too.
  const report = useDebounced((value: ValueOf<"echarts_chart">) => {
    if (JSON.stringify(value) !== JSON.stringify(input?.value)) input?.commit(value);
  });
  const fills = props.height === "stretch";
  const filled = useFilled(box, fills);
  const height = filled ?? (typeof props.height === "number" ? props.height : HEIGHT);

  useEffect(() => {
    if (!library || !gate || !colours || !width) return;
    const made = library.init(box.current, colours.dark ? "dark" : undefined, {
      renderer: props.renderer,
      height,
      width,
    });
    setChart(made);
    if (props.selectable) {
      made.on("selectchanged", ({ selected }: Spec) => report({ selected, areas: [] }));
      // Whatever is drawn tells of brushes, be there none: what counts is what a reader does.
      let isBrushed = false;
      made.on("brush", () => (isBrushed = true));
      made.on("brushSelected", ({ batch }: Spec) => isBrushed && report(brushed(batch)));
    }
    return () => {
      setChart(undefined);
      made.dispose();
    };
  }, [library, gate, colours?.dark, props.renderer, props.selectable, height, width > 0]);

  useEffect(() => {
    if (!chart || !colours) return;
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
      chart.setOption(props.theme === "streamlit" ? { ...themed, ...option } : option, true);
      const { selected = [] } = (input?.value ?? {}) as Partial<ValueOf<"echarts_chart">>;
      for (const points of selected as Spec[]) chart.dispatchAction({ type: "select", ...points });
      setFault(undefined);
    } catch (error) {
      setFault(`The chart cannot be drawn: ${String(error)}`);
    }
  }, [chart, gate, JSON.stringify(colours), props.option, props.theme]);

  useEffect(() => {
    chart?.resize({ width });
  }, [width]);

  const wrong = problem ?? missing ?? fault;
  if (fills) return <Stage props={props} box={box} problem={wrong} least={HEIGHT} fills />;
  return <Stage props={props} box={box} problem={wrong} height={height} />;
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
