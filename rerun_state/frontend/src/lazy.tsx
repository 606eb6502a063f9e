// The kinds whose components are loaded on first use, with the chunk that has them.
import type { JSX } from "preact";
import { useContext, useEffect, useReducer } from "preact/hooks";
import { loadChunk } from "./chunks";
import { ModelContext } from "./context";
import type { Model } from "./types";
import type { ElementProps, ElementView } from "./view";

/** What a component of a chunk is given: `model` leads to further chunks. */
export interface ChunkProps extends ElementProps {
  model: Model;
}

type Views = Record<string, (props: any) => JSX.Element | null>;

const loaded = new Map<string, Views | string>();

const load = (model: Model, chunk: string) =>
  loadChunk<{ kinds: Views }>(model, chunk).then(
    ({ kinds }) => loaded.set(chunk, kinds),
    (error) => loaded.set(chunk, String(error)),
  );

/** Ask for the small chunks before they are needed: a kernel that is busy then may not answer. */
export function prefetch(model: Model): void {
  for (const chunk of ["more", "over"]) if (!loaded.has(chunk)) void load(model, chunk);
}

/** A component that another chunk exports among its `kinds`. */
export function lazy<P extends object = ElementProps>(chunk: string, kind: string) {
  return function Lazy(given: P): JSX.Element | null {
    const model = useContext(ModelContext)!;
    const [, redraw] = useReducer((n: number) => n + 1, 0);
    const views = loaded.get(chunk);
    useEffect(() => {
      if (views && typeof views !== "string") return;
      let gone = false;
      void load(model, chunk).then(() => gone || redraw(undefined));
      return () => {
        gone = true;
      };
    }, []);
    if (typeof views === "string") {
      return <p class="rs-note">This needs a running kernel: {views}</p>;
    }
    const View = views?.[kind];
    return View ? <View {...given} model={model} /> : null;
  };
}

const show = (kind: string): ElementView => lazy("show", kind);
const grid = (kind: string): ElementView => lazy("grid", kind);
const more = (kind: string): ElementView => lazy("more", kind);
const over = (kind: string): ElementView => lazy("over", kind);
const give = (kind: string): ElementView => lazy("give", kind);
const charts = (kind: string): ElementView => lazy("charts", kind);

export const kinds: Record<string, ElementView> = {
  audio: show("audio"),
  help_info: show("help_info"),
  html: show("html"),
  iframe: show("iframe"),
  image: show("image"),
  logo: show("logo"),
  metric: show("metric"),
  pdf: show("pdf"),
  table: show("table"),
  video: show("video"),
  color_picker: more("color_picker"),
  datetime_input: more("datetime_input"),
  download_button: more("download_button"),
  feedback: more("feedback"),
  link_button: more("link_button"),
  menu_button: more("menu_button"),
  pagination: more("pagination"),
  balloons: over("balloons"),
  dialog: over("dialog"),
  page_link: over("page_link"),
  snow: over("snow"),
  toast: over("toast"),
  audio_input: give("audio_input"),
  camera_input: give("camera_input"),
  chat_input: give("chat_input"),
  file_uploader: give("file_uploader"),
  column_button: grid("column_button"),
  data_editor: grid("data_editor"),
  dataframe: grid("dataframe"),
  echarts_chart: charts("echarts_chart"),
  graphviz_chart: charts("graphviz_chart"),
  map: charts("map"),
  plotly_chart: charts("plotly_chart"),
  pydeck_chart: charts("pydeck_chart"),
  vega_lite_chart: charts("vega_lite_chart"),
};
