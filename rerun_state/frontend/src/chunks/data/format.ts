// Cells as text.
import type { Json } from "../../../contract/schema";
import { formatMoment, formatTimedelta } from "../../format/date";
import { formatNumber, inFormat } from "../../format/number";
import { aheadOf, clockOf } from "./zones";
import type { Cell, ColumnHead } from "./columns";
import { areInstants, instantOf, isFar, isMoment } from "./instants";

export type Show = (value: Cell) => string;

/** How the cells of a column are shown, as its type and its configuration say; `precision` is a Styler's. */
export function shower(head: ColumnHead, precision?: number): Show {
  const config = head.config ?? {};
  const kind = config.type ?? head.type;
  const { format } = config;
  if (areInstants(kind, head.type)) {
    const show = ofTime(kind, format, head);
    return (value) => show(value === null ? null : (instantOf(value) ?? String(value)));
  }
  switch (head.type) {
    case "int":
    case "float":
    case "decimal":
      if (precision !== undefined && head.type === "float" && !format) return ofPrecision(precision);
      return (value) => number(value, format, head.type);
    case "date":
    case "datetime":
    case "time":
      return ofTime(isMoment(kind) ? kind : head.type, format, head);
    case "timedelta":
      return (value) => written(value) ?? formatTimedelta(Number(value) * 1000);
    case "bool":
      return (value) => (value === null ? "" : String(value));
    case "list":
      return (value) => (value === null ? "" : parseList(value).map(itemText).join(", "));
    default:
      return (value) => (value === null ? "" : String(value));
  }
}

/** A value that is a text already, as of a type that its column did not begin with. */
function written(value: Cell): string | null {
  return value === null ? "" : typeof value === "string" ? value : null;
}

function number(value: Cell, format: string | undefined, type: string): string {
  if (value === null || value === "") return "";
  if (format) return formatNumber(Number(value), format);
  if (type === "decimal" || typeof value === "string") return String(value);
  return upTo(digits(Math.abs(Number(value))))(Number(value));
}

/** What writes numbers with so many digits at most. */
function upTo(digits: number): (value: number) => string {
  return (PLAIN[digits] ??= inFormat("en", {
    maximumFractionDigits: digits,
    useGrouping: false,
    signDisplay: "negative",
  }));
}

const PLAIN: ((value: number) => string)[] = [];

function ofPrecision(digits: number): Show {
  const numbers = new Intl.NumberFormat("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: false,
  });
  return (value) => written(value) ?? numbers.format(Number(value));
}

/** Four, and for a number that is less than they can show as many as show what it is. */
function digits(size: number): number {
  return size > 0 && size < 1e-4 ? Math.min(Math.ceil(-Math.log10(size)), 100) : 4;
}

const ALIGNED = new Intl.NumberFormat("en", {
  minimumFractionDigits: 4,
  maximumFractionDigits: 4,
  signDisplay: "negative",
});

/** How cells are shown in a table that is read as a whole: with points one below another. */
export function reader(head: ColumnHead, precision?: number): Show {
  if (head.type === "list") return (value) => (value === null ? "" : String(value));
  if (head.type !== "float" || precision !== undefined) return shower(head, precision);
  return (value) => (value === null ? "" : ALIGNED.format(Number(value)));
}

const PATTERNS: Record<string, string> = {
  date: "YYYY-MM-DD",
  time: "HH:mm:ss",
  datetime: "YYYY-MM-DD HH:mm:ss",
};

function ofTime(kind: string, format: string | undefined, head: ColumnHead): Show {
  const zone = head.config?.timezone ?? head.tz;
  const clock = clockOf(zone);
  const type = kind as "date" | "time" | "datetime";
  return (value) => {
    const text = written(value);
    if (text !== null) return text;
    if (isFar(Number(value))) return String(value);
    const at = clock(Number(value));
    const ahead = aheadOf(at - Number(value));
    if (format) return formatMoment(at * 1000, type, zone ? withAhead(format, ahead) : format);
    // Moments say how far their clock is ahead, or they could be any of two dozen.
    return formatMoment(at * 1000, type, PATTERNS[type]) + (head.tz && type === "datetime" ? ahead : "");
  };
}

/** A format in which what a clock is ahead of UTC is written out. */
function withAhead(format: string, ahead: string): string {
  return format.replace(/\[[^\]]*\]|Z/g, (token) => (token === "Z" ? `[${ahead}]` : token));
}

/** What stands in a list, as text. */
export function itemText(item: Json): string {
  if (item === null) return "";
  if (Array.isArray(item)) return item.map(itemText).join(",");
  return typeof item === "object" ? JSON.stringify(item) : String(item);
}

export function parseList(value: Cell | Json[]): Json[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== "string") return value === null ? [] : [value];
  try {
    const parsed = JSON.parse(value);
    return Array.isArray(parsed) ? parsed : [parsed];
  } catch {
    return [value];
  }
}

/** Does the column read from the right? */
export function isNumeric({ type }: ColumnHead): boolean {
  return type === "int" || type === "float" || type === "decimal";
}

/** Characters of a cell that are drawn: nobody reads the end of a line of a million. */
const MOST = 1_000;

/** As much of a text as is drawn. */
export function drawable(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}

/** As many items of a list as are drawn. */
export function drawableItems(value: Cell | Json[]): Json[] {
  return parseList(value).slice(0, MOST / 10);
}
