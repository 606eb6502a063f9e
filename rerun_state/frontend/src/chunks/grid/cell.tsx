// What stands in a cell, by the kind of its column.
import type { JSX } from "preact";
import { linkTo, mediaAt } from "../../dom/gate";
import { Link } from "../../dom/link";
import { Icon } from "../../dom/icons";
import type { Cell, Column } from "../data/columns";
import type { Json } from "../../../contract/schema";
import { drawable, drawableItems, itemText, parseList, type Show } from "../data/format";
import { inkOf } from "./ink";
import { Sparkline } from "../data/sparkline";
import { formatNumber } from "../../format/number";
import { usePage } from "../../view/view";

interface CellProps {
  column: Column;
  value: Cell;
  show: Show;
  /** What a Styler wants to be read instead of the value. */
  text?: string | undefined;
  placeholder: string;
  row: number;
}

/** The kind of a column: what the program said, or what its values ask for. */
export function kindOf({ head }: Column): string {
  const { type } = head.config ?? {};
  if (type) return type;
  return head.type === "bool" ? "checkbox" : head.type;
}

export function CellView({ column, value, show, text, placeholder, row }: CellProps): JSX.Element {
  if (text !== undefined) return <span class="rs-cell-text">{drawable(text)}</span>;
  if (value === null) return <span class="rs-missing">{placeholder}</span>;
  const config = column.head.config ?? {};
  switch (kindOf(column)) {
    case "checkbox":
      return <Box checked={Boolean(value)} />;
    case "link":
      return <Address address={String(value)} display={config.display_text} />;
    case "image":
      return <img src={mediaAt(String(value))} alt="" loading="lazy" />;
    case "audio":
    case "video":
      return <Address address={String(value)} display="▶" />;
    case "list":
    case "multiselect":
      return <Chips value={value} labels={labelled(config)} color={config.color} />;
    case "progress":
      return <Progress value={Number(value)} column={column} />;
    case "line_chart":
    case "area_chart":
    case "bar_chart":
      return <Chart value={value} kind={kindOf(column)} config={config} />;
    case "selectbox":
      return <span class="rs-cell-text">{drawable(labelled(config)(value))}</span>;
    case "button":
      return <Buttons value={value} config={config} row={row} />;
    default:
      return <span class="rs-cell-text">{drawable(show(value))}</span>;
  }
}

function Box({ checked }: { checked: boolean }): JSX.Element {
  return (
    <span
      class="rs-cell-box"
      role="checkbox"
      aria-label={checked ? "true" : "false"}
      aria-checked={checked}
      data-on={checked || undefined}
    >
      {checked && <Icon name="check" />}
    </span>
  );
}

interface ButtonsProps {
  value: Cell;
  config: Record<string, any>;
  row: number;
}

function Buttons({ value, config, row }: ButtonsProps): JSX.Element {
  const page = usePage();
  const labels = String(value).startsWith("[") ? parseList(value).map(String) : [String(value)];
  return (
    <>
      {labels.map((label) => (
        <button
          key={label}
          type="button"
          class="rs-cell-button"
          data-type={config.style}
          disabled={!config.channel}
          onClick={() => page?.channels.press(config.channel, { row, label })}
        >
          {label.replace(/:material\/\w+:\s*/g, "")}
        </button>
      ))}
    </>
  );
}

function Address({ address, display }: { address: string; display?: string }): JSX.Element {
  if (!linkTo(address)) return <>{drawable(address)}</>;
  return (
    <Link class="rs-cell-text" to={address}>
      {drawable(displayed(address, display))}
    </Link>
  );
}

/** The text for a link: the first group of a pattern, or the text itself. */
export function displayed(address: string, display?: string): string {
  if (!display) return address;
  try {
    const group = new RegExp(display).exec(address)?.[1];
    return group === undefined ? (display.includes("(") ? address : display) : decodeURI(group);
  } catch {
    return display;
  }
}

export function labelled(config: Record<string, any>): (value: Json) => string {
  const { options, labels } = config;
  return (value) => labels?.[options?.indexOf(value)] ?? (value === null ? "None" : itemText(value));
}

const HUES = ["blue", "green", "orange", "violet", "red", "yellow", "gray"];

interface ChipsProps {
  value: Cell;
  labels: (value: Json) => string;
  color?: string | string[];
}

function Chips({ value, labels, color }: ChipsProps): JSX.Element {
  return (
    <>
      {drawableItems(value).map((item, at) => {
        const hue = color === "auto" ? HUES[at % HUES.length] : Array.isArray(color) ? color[at % color.length] : color;
        return (
          <span key={at} class={`rs-cell-chip rs-${hue ?? "gray"}`}>
            {drawable(labels(item))}
          </span>
        );
      })}
    </>
  );
}

interface ProgressProps {
  value: number;
  column: Column;
}

/** What is written beside a bar. */
export function progressText(value: number, { head }: Column): string {
  const format = head.config?.format;
  if (format) return formatNumber(value, format);
  return head.type === "int" ? String(value) : formatNumber(value, "percent");
}

/** Where the bars of a column begin and end. */
export function progressBounds({ head }: Column): [number, number] {
  const { min_value: low, max_value: high } = head.config ?? {};
  return [Number(low ?? 0), Number(high ?? (head.type === "int" ? 100 : 1))];
}

function Progress({ value, column }: ProgressProps): JSX.Element {
  const config = column.head.config ?? {};
  const [low, high] = progressBounds(column);
  const share = Math.min(Math.max((value - low) / (high - low || 1), 0), 1);
  const ends = [low, high].map((end) => progressText(end, column));
  return (
    <span class="rs-cell-progress">
      <span class="rs-cell-bar">
        <span
          style={{ background: inkOf(config.color, share > 0.5), width: `${share * 100}%` }}
        />
      </span>
      <span class="rs-cell-share" data-room={ends.reduce((a, b) => (a.length > b.length ? a : b))}>
        {progressText(value, column)}
      </span>
    </span>
  );
}

interface ChartProps {
  value: Cell;
  kind: string;
  config: Record<string, any>;
}

function rising(values: (number | null)[]): boolean {
  const known = values.filter((value) => value !== null);
  return (known.at(-1) ?? 0) >= (known[0] ?? 0);
}

function Chart({ value, kind, config }: ChartProps): JSX.Element {
  const values = parseList(value).map((each) => (typeof each === "number" ? each : null));
  return (
    <Sparkline
      values={values}
      type={kind.replace("_chart", "")}
      ink={inkOf(config.color, rising(values))}
      min={config.y_min}
      max={config.y_max}
    />
  );
}
