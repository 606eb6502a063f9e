// Charts and maps. Their libraries are chunks of their own.
import { dataset, width } from "./parts";
import {
  anything,
  boolean,
  kind,
  list,
  number,
  object,
  oneOf,
  optional,
  record,
  string,
} from "./schema";

const chart = { width, height: width, alt: optional(string) };
const theme = optional(oneOf("streamlit"));

export const charts = {
  vega_lite_chart: kind(
    {
      ...chart,
      spec: anything,
      datasets: record(dataset),
      theme,
      selection_mode: list(string),
      /** What is to be known of the points. */
      note: optional(string),
    },
    { from: ["charts", "vega"], watched: record(anything) },
  ),
  plotly_chart: kind(
    {
      ...chart,
      figure: string,
      config: record(anything),
      theme,
      selection_mode: list(oneOf("points", "box", "lasso")),
    },
    {
      from: ["charts", "plotly"],
      watched: anything,
    },
  ),
  echarts_chart: kind(
    { ...chart, option: string, theme, renderer: oneOf("canvas", "svg"), selectable: boolean },
    { from: ["charts", "echarts", "text"], watched: object({ selected: list(anything), areas: list(anything) }) },
  ),
  pydeck_chart: kind(
    {
      ...chart,
      spec: string,
      tooltip: anything,
      selection_mode: optional(oneOf("single-object", "multi-object")),
    },
    {
      from: ["charts", "pydeck"],
      watched: object({ indices: record(list(number)), objects: record(list(anything)) }),
    },
  ),
  graphviz_chart: kind({ ...chart, dot: string, engine: string }, { from: ["charts", "graphviz", "text"] }),
  map: kind({ ...chart, points: dataset, zoom: optional(number) }, { from: ["charts", "leaflet"] }),
};
