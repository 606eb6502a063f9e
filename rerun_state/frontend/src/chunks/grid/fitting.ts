// How wide a column wants to be: as what its cells are drawn as, measured in the reader's font.
import type { Cell, Column } from "../data/columns";
import { drawableItems, isNumeric, parseList, type Show } from "../data/format";
import { displayed, labelled, progressBounds, progressText } from "./cell";
import type { Measure } from "./measure";

const [NARROW, WIDE, CHART] = [56, 320, 150];
/** Beside a text: the room at both sides, and the line between two cells. */
const PADDING = 23;
/** Beside the text of a chip, of a button, and of a bar with the least that one sees of it. */
const [CHIP, BUTTON, BAR] = [16, 22, 72];
/** A mark beside the name of a column. */
const MARK = 22;
const SAMPLE = 40;
/** So many numbers are looked through for the longest. */
const SCAN = 100_000;

interface Fitted {
  column: Column;
  kind: string;
  label: string;
  show: Show;
  rows: number;
  /** How many of the rows are here, the first ones. */
  here: number;
  /** The column is being edited. */
  editable: boolean;
  measure: Measure;
}

export function fitting(of: Fitted): number {
  const { column, kind, label, measure } = of;
  if (kind.endsWith("_chart")) return CHART;
  const { help, required } = column.head.config ?? {};
  // A pencil, or the button for statistics where no pointer makes it appear.
  const mark = of.editable || globalThis.matchMedia?.("(hover: none)").matches;
  const marks = Number(Boolean(help)) + Number(mark ?? false);
  const name = measure(label) + (required ? measure(" *") : 0) + marks * MARK + PADDING;
  const cells = cellWidth(of) + PADDING;
  const most = isNumeric(column.head) && !kind.endsWith("select") ? Infinity : WIDE;
  return Math.min(Math.max(name, Math.min(cells, most), NARROW), Math.max(WIDE, cells));
}

/** How wide neighbours have to be for what stands above them all. */
export function groupFitting(group: string, measure: Measure): number {
  return group ? Math.min(measure(group) + PADDING, WIDE) : 0;
}

function cellWidth({ column, kind, show, rows, here, measure }: Fitted): number {
  if (kind === "checkbox" || kind === "image") return 0;
  const config = column.head.config ?? {};
  const sample = Array.from({ length: Math.min(here, SAMPLE) }, (_, row) => column.get(row));
  const values = sample.filter((value) => value !== null);
  const widest = (texts: string[]) => Math.max(0, ...texts.map(measure));
  const sum = (texts: string[], extra: number) =>
    texts.reduce((all, text) => all + measure(text) + extra, 0);
  const among = () => numbers(column, rows, here, values);
  switch (kind) {
    case "list":
    case "multiselect":
      return Math.max(0, ...values.map((v) => sum(drawableItems(v).map(labelled(config)), CHIP)));
    case "button":
      return Math.max(0, ...values.map((v) => sum(parseList(v).map(String), BUTTON)));
    case "selectbox":
      return widest(values.map(labelled(config)));
    case "link":
      return widest(values.map((v) => displayed(String(v), config.display_text)));
    case "audio":
    case "video":
      return measure("▶");
    case "progress":
      return BAR + widest(
        [...among(), ...progressBounds(column)].map((v) => progressText(Number(v), column)),
      );
    default:
      return widest((isNumeric(column.head) ? among() : values).map(show));
  }
}

/** The numbers that may be the longest: the first ones, the ends, and ends with a long fraction. */
function numbers(column: Column, rows: number, here: number, first: Cell[]): Cell[] {
  if (column.head.range) {
    // Of a long table the last rows are not here, but how they are counted is known.
    const [start, step] = column.head.range;
    return [start, start + step * (rows - 1)];
  }
  let [low, high] = [Infinity, -Infinity];
  for (let row = 0; row < Math.min(here, SCAN); row++) {
    const value = column.get(row);
    if (typeof value !== "number") continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return first;
  const fraction = first.map(fractionOf).reduce((a, b) => (digits(a) >= digits(b) ? a : b), 0);
  return [...first, low, high, Math.trunc(low) - fraction, Math.trunc(high) + fraction];
}

const fractionOf = (value: Cell) => (typeof value === "number" ? Math.abs(value % 1) : 0);
const digits = (fraction: number) => String(Number(fraction.toFixed(4))).length;
