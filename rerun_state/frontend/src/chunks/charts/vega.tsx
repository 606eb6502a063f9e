// Charts of Vega-Lite. Data that change are put into the chart that is there, so that the reader's
// zoom and selections stay; another specification makes another chart.
import type { JSX, RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { PropsOf } from "../../../contract";
import type { Json } from "../../../contract/schema";
import { linkTo } from "../../dom/gate";
import type { ChunkProps } from "../../view/lazy";
import { useDetail, type Detail } from "./detail";
import { knowDurations } from "./durations";
import { shapeOf, taking } from "./evaluated";
import { Drawn } from "./drawn";
import { chosenIn, ranged, resume, selectable } from "./resumed";
import { Stage, useColours, useDebounced, useFilled, useLibrary, useRoom, type Colours, type Spec } from "./stage";
import { tablesOf, values } from "./tables";
import { useUprightWheel } from "./wheel";

interface Library {
  embed: (el: HTMLElement, spec: object, options: object) => Promise<{ view: any; finalize(): void }>;
  expressionFunction: (name: string, called: (...values: any[]) => unknown) => unknown;
  loader: () => Loader;
}

/** What fetches a chart's data and images, and judges where its marks may lead. */
interface Loader {
  sanitize(address: string, options: Spec): Promise<{ href: string }>;
}

/** How high a chart is at least that fills its place, and does not say it. */
const HEIGHT = 300;

export function VegaChart({
  props: given,
  input,
  node,
  model,
}: ChunkProps<"vega_lite_chart">): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const fills = given.height === "stretch" && isSingle(given.spec as Spec);
  const filled = useFilled(box, fills);
  const props = filled === undefined ? given : { ...given, height: filled };
  const [library, problem] = useLibrary<Library>(model, "vega");
  const colours = useColours(box);
  const width = useRoom(box);
  useUprightWheel(box);
  const report = useDebounced((value: Record<string, Json>) => input?.commit(value));
  const detail = useDetail(props, node.key);
  const shown = { props, width: widthOf(props, width), detail };
  const chosen = (input?.value ?? {}) as Record<string, Json>;
  const place = { box, library: width > 0 ? library : undefined, colours, width, report, chosen };
  const [drawn, fault] = useDrawn(place, shown);
  const note = noteOf(props.note, detail);
  const awaited = drawn || problem || fault ? undefined : heightOf(given);
  const least = fills ? (heightOf(given) ?? HEIGHT) : awaited;
  const unsized = { ...props, height: undefined };
  return (
    <>
      <Stage props={unsized} box={box} problem={problem ?? fault} least={least} fills={fills} />
      {note && <p class="rs-note">{note}</p>}
    </>
  );
}

interface Shown {
  props: PropsOf<"vega_lite_chart">;
  width: number | undefined;
  detail: Detail | null;
}

/** Where a chart is drawn, and whom it tells what is selected in it. */
interface Place {
  box: RefObject<HTMLDivElement | null>;
  library: Library | undefined;
  colours: Colours | undefined;
  width: number;
  report: (value: Record<string, Json>) => void;
  chosen: Record<string, Json>;
}

/** Draw the chart, and put into it what changes; has it been drawn, and what is in the way of that? */
function useDrawn(
  { box, library, colours, width, report, chosen }: Place,
  shown: Shown,
): [boolean, string | undefined] {
  const { props } = shown;
  const [fault, setFault] = useState<string>();
  const [drawn, setDrawn] = useState(false);
  const made = useRef<Drawn | null>(null);
  const now = useRef(shown);
  now.current = shown;
  const reported = useRef(chosen);
  reported.current = chosen;
  const left = useRef<Record<string, unknown>>({});
  const spec = JSON.stringify([props.spec, shapeOf(props)]);
  // Another number of columns of a legend takes another chart.
  const room = spec.includes('"bottom"') ? Math.floor((shown.width ?? 0) / 50) : 0;
  const names = props.selection_mode;
  useEffect(() => {
    if (!library || !colours) return;
    let gone = false;
    let end = () => {};
    const begun = now.current;
    const whole = prepared(props, colours, begun.width);
    const before = { ...reported.current, ...left.current };
    resume(whole, (name) => before[name]);
    const tooltip = { theme: "custom" };
    knowDurations(library.expressionFunction);
    const loader = guarded(library.loader());
    const patch = taking(begun.props);
    const options = { actions: false, renderer: "canvas", ast: false, tooltip, loader, patch };
    library.embed(box.current!, whole, options).then(
      ({ view, finalize }) => {
        if (gone) return finalize();
        made.current = new Drawn(view, begun);
        setFault(undefined);
        setDrawn(true);
        end = () => {
          left.current = chosenIn(view, selectable(props.spec));
          finalize();
        };
        listen(view, names, reported.current, report);
        made.current.update(now.current); // of what has changed while it was drawn, too
      },
      (error) => gone || setFault(`The chart cannot be drawn: ${error.message ?? error}`),
    );
    return () => {
      gone = true;
      made.current?.leave();
      made.current = null;
      end();
    };
  }, [library, spec, JSON.stringify(colours), props.theme, props.height, room, names.join()]);
  useEffect(
    () => made.current?.update(now.current),
    [props.datasets, props.data, props.evaluated, width, shown.detail],
  );
  return [drawn, fault];
}

/** How wide the chart is, given the room; undefined for one that is as wide as it is itself. */
function widthOf({ width }: PropsOf<"vega_lite_chart">, room: number): number | undefined {
  if (width === "content") return undefined;
  return typeof width === "number" ? Math.min(width, room) : room;
}

/** What is to be known of the points, and how there are more of them as long as there is a kernel. */
function noteOf(note: string | undefined, detail: Detail | null): string | undefined {
  if (!detail || detail.lost) return note;
  return detail.note ?? `${note} Zoom in for more, with Shift and the wheel.`;
}

/** How high the chart will be, where that is said. */
function heightOf({ height, spec }: PropsOf<"vega_lite_chart">): number | undefined {
  return [height, (spec as Spec).height].find((each) => typeof each === "number");
}

/** A loader by which marks lead where links may. */
function guarded(loader: Loader): Loader {
  const judge = loader.sanitize.bind(loader);
  loader.sanitize = async (address, options) => {
    if (options.context !== "href") return judge(address, options);
    const href = linkTo(address);
    if (!href) throw new Error(`A chart may not lead to ${address}.`);
    return { ...(await judge(href, options)), target: "_blank", rel: "noopener noreferrer" };
  };
  return loader;
}

/** Is it one chart, or layers of one? */
function isSingle(spec: Spec): boolean {
  return !["hconcat", "vconcat", "concat", "repeat", "facet"].some((part) => part in spec);
}

/** The specification with its data, its size and the page's colours. */
function prepared(props: PropsOf<"vega_lite_chart">, colours: Colours, width: number | undefined): Spec {
  const { theme, height } = props;
  const spec = JSON.parse(JSON.stringify(props.spec), inChart) as Spec;
  // What a specification may ask of the embedding: how it writes numbers, not where it puts itself.
  const { formatLocale, timeFormatLocale } = spec.usermeta?.embedOptions ?? {};
  if (spec.usermeta) spec.usermeta = { embedOptions: { formatLocale, timeFormatLocale } };
  const single = isSingle(spec);
  const tables = Object.entries(tablesOf(props));
  const own = Object.fromEntries(tables.map(([name, table]) => [name, values(table)]));
  const rows = { ...spec.datasets, ...own };
  if (!props.evaluated) spec.datasets = rows;
  if (single) {
    if (width !== undefined) spec.width = width;
    if (typeof height === "number") spec.height = height;
    fitLegends(spec, rows, Number(spec.width) || 400);
    // One row of marks is as high as these, beside what its axis takes.
    const isRow = spec.encoding && !spec.layer && !("y" in spec.encoding) && spec.height === undefined;
    spec.autosize = { type: isRow ? "fit-x" : "fit", contains: "padding", ...(spec.autosize ?? {}) };
  }
  const look = theme === "streamlit" ? themed(colours) : plain(colours);
  spec.config = merged({ ...look, customFormatTypes: true }, spec.config ?? {});
  return spec;
}

/** A reviver by which controls that are bound to a chart stand in it, and nowhere else on the page. */
function inChart(this: Spec, name: string, value: unknown): unknown {
  return name === "element" && "input" in this ? undefined : value;
}

const [SYMBOL, LETTER, LONGEST, AXIS] = [38, 8, 26, 50];

/** Give legends below a chart as many columns as there is room for: Vega would cut off the rest. */
function fitLegends(spec: Spec, datasets: Record<string, Spec[]>, width: number): void {
  const rows = Object.values(datasets).flat();
  for (const channel of Object.values<any>(spec.encoding ?? {})) {
    const { legend, field, type } = channel ?? {};
    if (legend?.orient !== "bottom" || legend.columns !== undefined) continue;
    const lengths = type === "nominal" ? rows.map((row) => String(row?.[field]).length) : [7];
    const letters = Math.min(lengths.reduce((a, b) => Math.max(a, b), 1), LONGEST);
    legend.columns = Math.max(1, Math.floor((width - AXIS) / (SYMBOL + letters * LETTER)));
  }
}

/** Quiet axes, the page's font and colours. */
function themed({ text, faint, line, font, palette, scale }: Colours): Spec {
  return {
    background: "transparent",
    font,
    view: { stroke: "transparent" },
    axis: {
      labelColor: faint,
      titleColor: faint,
      gridColor: line,
      domain: false,
      ticks: false,
      labelOverlap: true,
      labelSeparation: 4,
      labelFontSize: 12,
      titleFontSize: 13,
      titleFontWeight: "normal",
      labelPadding: 8,
      titlePadding: 10,
    },
    legend: {
      labelColor: faint,
      titleColor: faint,
      titleFontWeight: "normal",
      labelFontSize: 13,
      titleFontSize: 13,
      columnPadding: 12,
      rowPadding: 5,
      symbolStrokeWidth: 3,
      layout: { bottom: { anchor: "start", direction: "vertical" } },
      // Of sizes and shapes, which are no colours.
      symbolBaseFillColor: faint,
      symbolBaseStrokeColor: faint,
    },
    title: { color: text, anchor: "start" },
    header: { labelColor: faint, titleColor: text },
    mark: { color: palette[0] },
    line: { strokeWidth: 2 },
    circle: { size: 100 },
    // Fewer than Vega's: calm, and numbers never crowd.
    axisYQuantitative: { tickCount: { signal: "max(3, ceil(height / 55))" } },
    scale: { bandPaddingInner: 0.25, offsetBandPaddingInner: 0.1 },
    range: { category: palette, ramp: scale, heatmap: scale },
  };
}

/** Vega's own look, readable on a dark ground too. */
function plain({ dark, text, faint, line }: Colours): Spec {
  if (!dark) return { background: "white" };
  const axis = { labelColor: faint, titleColor: text, gridColor: line, domainColor: faint };
  const legend = { labelColor: faint, titleColor: text };
  return { background: "transparent", axis, legend, title: { color: text } };
}

function merged(base: Spec, over: Spec): Spec {
  const made = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const both = isObject(value) && isObject(made[name]);
    made[name] = both ? merged(made[name], value) : value;
  }
  return made;
}

function isObject(value: unknown): value is Spec {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Report selections by name: points as a list of their fields, intervals by field. */
function listen(
  view: any,
  names: string[],
  before: Record<string, Json>,
  report: (value: Record<string, Json>) => void,
): void {
  const chosen: Record<string, Json> = Object.fromEntries(names.map((name) => [name, before[name] ?? {}]));
  for (const name of names) {
    view.addSignalListener(name, (_: string, value: Spec) => {
      chosen[name] = "vlPoint" in value ? points(view, value) : ranged(value);
      report({ ...chosen });
    });
  }
}

function points(view: any, value: Spec): Json {
  const found: Spec[] = value.vlPoint?.or ?? [];
  if (!found.length) return {};
  return found.map((point) => ("_vgsid_" in point ? datum(view, point._vgsid_) : point));
}

/** The row of the data that a mark was drawn from. */
function datum(view: any, id: number): Json {
  const names = Object.keys(view.getState({ data: () => true, signals: () => false }).data);
  for (const name of names) {
    const row = view.data(name).find((each: Spec) => each._vgsid_ === id);
    if (row) {
      const entries = Object.entries<Json>(row);
      const plain = entries.filter(([key, v]) => key !== "_vgsid_" && typeof v !== "object");
      return Object.fromEntries(plain);
    }
  }
  return { id };
}
