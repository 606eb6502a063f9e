// Charts and maps. The libraries that draw them are chunks of their own.
import css from "css:charts.css";
import { addChunkStyle } from "../dom/style";
import type { ChunkViews } from "../view/lazy";
import { DeckChart } from "./charts/deck";
import { EChart } from "./charts/echart";
import { GraphvizChart } from "./charts/graph";
import { PointMap } from "./charts/map";
import { PlotlyChart } from "./charts/plotly";
import { VegaChart } from "./charts/vega";

addChunkStyle("charts", css);

export const kinds = {
  echarts_chart: EChart,
  graphviz_chart: GraphvizChart,
  map: PointMap,
  plotly_chart: PlotlyChart,
  pydeck_chart: DeckChart,
  vega_lite_chart: VegaChart,
} satisfies ChunkViews;
