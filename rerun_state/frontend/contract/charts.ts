// Charts and maps. Their libraries are chunks of their own.
import { dataset, table, width } from "./parts";
import {
  boolean,
  bytes,
  either,
  integer,
  json,
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
      spec: record(json),
      /** Its tables, each with as many bytes of `data`, one after the other. */
      datasets: record(object({ rows: table.rows, columns: table.columns, size: integer })),
      data: optional(bytes),
      theme,
      selection_mode: list(string),
      /** Of a chart whose tables are those that Vega would make: what else it would find in them. */
      evaluated: optional(
        object({
          /** What transforms tell of the rows. */
          signals: record(json),
          /** What scales extend over that take their order from a table which did not travel. */
          domains: record(json),
          /** Tables that nothing reads any more. */
          dropped: list(string),
        }),
      ),
      /** What is to be known of the points. */
      note: optional(string),
      /** What the points here are known by, where the kernel has more of them for who zooms in. */
      finer: optional(string),
    },
    { from: ["charts", "vega"], watched: record(json), stays: ["detail", "held"] },
  ),
  plotly_chart: kind(
    {
      ...chart,
      figure: string,
      config: record(json),
      theme,
      selection_mode: list(oneOf("points", "box", "lasso")),
    },
    {
      from: ["charts", "plotly"],
      watched: object({
        points: list(record(json)),
        point_indices: list(integer),
        box: list(record(json)),
        lasso: list(record(json)),
      }),
    },
  ),
  echarts_chart: kind(
    { ...chart, option: string, theme, renderer: oneOf("canvas", "svg"), selectable: boolean },
    { from: ["charts", "echarts", "text"], watched: object({ selected: list(json), areas: list(json) }) },
  ),
  pydeck_chart: kind(
    {
      ...chart,
      spec: string,
      tooltip: either(boolean, record(json)),
      selection_mode: optional(oneOf("single-object", "multi-object")),
    },
    {
      from: ["charts", "pydeck"],
      watched: object({ indices: record(list(number)), objects: record(list(json)) }),
    },
  ),
  graphviz_chart: kind({ ...chart, dot: string, engine: string }, { from: ["charts", "graphviz", "text"] }),
  map: kind({ ...chart, points: dataset, zoom: optional(number), note: optional(string) }, { from: ["charts", "leaflet"] }),
};
