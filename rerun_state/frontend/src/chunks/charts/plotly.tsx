// Figures of Plotly, drawn by the library of the user's own package.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { evaluate, loadCode } from "../../model/chunks";
import type { PropsOf, ValueOf } from "../../../contract";
import type { Input } from "../../view/input";
import type { ChunkProps } from "../../view/lazy";
import { Stage, useColours, useFilled, useWidth, type Colours, type Spec } from "./stage";

/** Plotly's bundle is made for script tags and loaders; given a module, it makes no global. */
async function makePlotly(code: string): Promise<any> {
  const module = { exports: {} as any };
  new Function("module", "exports", "define", code)(module, module.exports, undefined);
  return module.exports.newPlot ? module.exports : (globalThis as any).Plotly;
}

/** No button uploads a figure to Plotly's servers, which later versions offer, unless asked for. */
const CONFIG = { displaylogo: false, showSendToCloud: false, responsive: false };

const DRAG: Record<string, string> = { box: "select", lasso: "lasso", points: "zoom" };

/** How high a figure is that does not say it. */
const HEIGHT = 450;

export function PlotlyChart({ props: given, input, model }: ChunkProps<"plotly_chart">): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const fills = given.height === "stretch";
  const filled = useFilled(box, fills);
  const props = filled === undefined ? given : { ...given, height: filled };
  const plot = useRef<HTMLDivElement | null>(null);
  const heard = useRef(false);
  const drawing = useRef(false);
  const purge = useRef<((el: HTMLElement) => void) | null>(null);
  const [problem, setProblem] = useState<string>();
  const colours = useColours(box);
  const width = useWidth(box);
  const modes = props.selection_mode as string[];

  useEffect(() => {
    if (!colours || !width) return;
    let gone = false;
    loadCode(model, "plotly")
      .then((code) => evaluate(code, makePlotly))
      .then(async (plotly) => {
        if (gone) return;
        purge.current = plotly.purge;
        const el = (plot.current ??= box.current!.appendChild(document.createElement("div")));
        const figure = prepared(props, colours, width, modes);
        if (modes.length) reselect(figure, input?.value as Chosen);
        const config = { ...CONFIG, ...props.config };
        drawing.current = true; // Plotly tells of what is selected from the beginning, too
        try {
          await plotly.react(el, { ...figure, config });
        } finally {
          drawing.current = false;
        }
        setProblem(undefined);
        if (!modes.length || heard.current) return;
        heard.current = true;
        listen(el as any, plotly, modes, input!, () => drawing.current);
      })
      .catch((error) => gone || setProblem(`The chart cannot be drawn: ${error.message ?? error}`));
    return () => {
      gone = true;
    };
  }, [props.figure, JSON.stringify(colours), width, props.height, props.theme, JSON.stringify(props.config), modes.join()]);

  useEffect(
    () => () => {
      const el = plot.current;
      if (el) purge.current?.(el);
    },
    [],
  );

  const least = fills ? HEIGHT : undefined;
  const unsized = { ...props, height: undefined };
  return <Stage props={unsized} box={box} problem={problem} least={least} fills={fills} />;
}

function prepared(props: PropsOf<"plotly_chart">, colours: Colours, width: number, modes: string[]): Spec {
  const figure = JSON.parse(props.figure) as Spec;
  const layout: Spec = { ...figure.layout };
  if (props.width === "stretch") layout.width = width;
  else if (typeof props.width === "number") layout.width = props.width;
  if (typeof props.height === "number") layout.height = props.height;
  layout.height ??= HEIGHT;
  // In another width or other colours, it stays where its reader was.
  layout.uirevision ??= props.figure;
  const pictures = (figure.frames ?? []).flatMap(({ data }: Spec) => data ?? []);
  if (props.theme === "streamlit") restyle([...figure.data, ...pictures], layout, colours);
  if (modes.length) {
    layout.clickmode ??= "event+select";
    layout.dragmode ??= DRAG[modes.find((mode) => mode !== "points") ?? "points"];
  }
  return { data: figure.data, layout, frames: figure.frames };
}

/** Give a figure the page's look: its template, and what Plotly Express has copied out of that. */
function restyle(data: Spec[], layout: Spec, colours: Colours): void {
  const { colorway = [], colorscale = {} } = layout.template?.layout ?? {};
  const { palette } = colours;
  const places = new Map(colorway.map((colour: string, at: number) => [colour, at % palette.length]));
  for (const trace of data) {
    for (const part of [trace, trace.marker, trace.line]) {
      for (const name of ["color", "fillcolor"]) {
        const at = places.get(part?.[name]) as number | undefined;
        if (at !== undefined) part[name] = palette[at];
      }
    }
  }
  const scale = colours.scale.map((colour, at, { length }) => [at / (length - 1), colour]);
  const own = JSON.stringify(colorscale.sequential);
  for (const axis of Object.keys(layout).filter((name) => name.startsWith("coloraxis"))) {
    if (JSON.stringify(layout[axis].colorscale) === own) layout[axis].colorscale = scale;
  }
  layout.template = themed(layout.template, colours, scale);
}

/** The figure's template under the page's font and colours. */
function themed(template: Spec | undefined, colours: Colours, scale: unknown): Spec {
  const { text, faint, line, font, palette } = colours;
  const axis = { gridcolor: line, zerolinecolor: line, linecolor: line, tickcolor: line };
  const base = template?.layout ?? {};
  return {
    // What it says of single kinds of traces are edges in the colour of its own ground.
    data: { scatter: [{ marker: { line: { color: colours.ground } } }] },
    layout: {
      ...base,
      colorway: palette,
      colorscale: { ...base.colorscale, sequential: scale },
      font: { ...base.font, family: font, color: faint },
      title: { ...base.title, x: 0, font: { color: text, size: 16, weight: 600 } },
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      // Plotly would take the clear ground for black, and choose the colours of its buttons for that.
      modebar: { bgcolor: "rgba(0,0,0,0)", color: faint, activecolor: text, ...base.modebar },
      // Lines across alone, as in Streamlit's theme.
      xaxis: { ...base.xaxis, ...axis, automargin: true, showgrid: false, zeroline: false },
      yaxis: { ...base.yaxis, ...axis, automargin: true, zeroline: false },
      legend: { ...base.legend, bgcolor: "rgba(0,0,0,0)" },
      margin: { t: 48, r: 16, b: 40, l: 48, pad: 4, ...base.margin },
      hoverlabel: { ...base.hoverlabel, font: { family: font } },
    },
  };
}

type Chosen = ValueOf<"plotly_chart">;

/** Is anything selected? */
function isAny({ points, box, lasso }: Chosen): boolean {
  return Boolean(points?.length || box?.length || lasso?.length);
}

/** Have selected in a figure what is, and not what Plotly itself remembers. */
function reselect({ data, layout }: Spec, chosen: Chosen): void {
  layout.selectionrevision = {}; // never the one before
  if (!isAny(chosen)) return;
  const { points = [], box = [], lasso = [] } = chosen;
  for (const trace of data) trace.selectedpoints = [];
  for (const { curve_number, point_numbers, point_number, point_index } of points as Spec[])
    data[curve_number]?.selectedpoints.push(...(point_numbers ?? [point_index ?? point_number]));
  layout.selections = [...(box as Spec[]).map(rectangle), ...(lasso as Spec[]).map(outline)];
}

const DOTTED = { line: { width: 1, dash: "dot" } };

function rectangle({ xref, yref, x, y }: Spec): Spec {
  return { type: "rect", xref, yref, x0: x[0], x1: x[1], y0: y[0], y1: y[1], ...DOTTED };
}

function outline({ xref, yref, x, y }: Spec): Spec {
  const corners = x.map((at: unknown, n: number) => `${at},${y[n]}`);
  return { type: "path", xref, yref, path: `M${corners.join("L")}Z`, ...DOTTED };
}

interface PlotlyElement extends HTMLElement {
  on(event: string, listener: (data?: any) => void): void;
}

const NONE = { points: [], point_indices: [], box: [], lasso: [] };

function listen(
  el: PlotlyElement,
  plotly: any,
  modes: string[],
  input: Input<Chosen>,
  isDrawing: () => boolean,
): void {
  const report = (data: any) => {
    if (!data || isDrawing()) return;
    const points = (data.points ?? []).map(point);
    const regions = data.range || data.lassoPoints || data.selections?.length;
    if (!points.length && !regions) return;
    input.commit({
      points,
      point_indices: points.map((each: Spec) => each.point_index ?? each.point_number ?? 0),
      box: modes.includes("box") && data.range ? [region(data.range)] : [],
      lasso: modes.includes("lasso") && data.lassoPoints ? [region(data.lassoPoints)] : [],
    });
  };
  el.on("plotly_selected", report);
  el.on("plotly_deselect", () => {
    if (!isAny(input.value)) return;
    void plotly.relayout(el, { selections: [] });
    input.commit(NONE);
  });
}

/** A point by its numbers and texts, in the names of Python. */
function point(data: Spec): Spec {
  const made: Spec = {};
  for (const [name, value] of Object.entries(data)) {
    if (["data", "fullData", "xaxis", "yaxis", "bbox"].includes(name)) continue;
    if (typeof value === "object" && name !== "customdata" && name !== "pointNumbers") continue;
    made[name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)] = value;
  }
  if (data.data?.legendgroup !== undefined) made.legendgroup = data.data.legendgroup;
  return made;
}

/** The bounds of a box or the corners of a lasso, on their axes. */
function region(range: Record<string, number[]>): Spec {
  const axes = Object.keys(range);
  const x = axes.find((axis) => axis.startsWith("x"));
  const y = axes.find((axis) => axis.startsWith("y"));
  return { xref: x, yref: y, x: range[x ?? ""] ?? [], y: range[y ?? ""] ?? [] };
}
