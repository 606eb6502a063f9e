// A grid as a file of comma-separated values, as Streamlit writes it: with the names of columns,
// not their headings, and with numbers and times in full, whatever their format.
import { kindOf } from "./cell";
import { itemText, parseList } from "../data/format";
import { areInstants, instantOf, isFar, isMoment } from "../data/instants";
import type { Cell, Column } from "../data/columns";
import { valueOf, type Edits } from "./edits";
import type { Lane } from "./geometry";
import type { Rows } from "./order";
import type { Doing } from "./passage";
import type { Remote } from "./remote";

type Write = (value: Cell) => string;

/** The file in pieces, of which the browser may put those of a long table elsewhere. */
export async function csvOf(
  all: Lane[],
  rows: Rows,
  remote: Remote | null,
  count: number,
  edits: Edits,
  doing: Doing | null,
): Promise<BlobPart[]> {
  const lanes = all.filter(({ column }) => kindOf(column) !== "button");
  const pieces: BlobPart[] = [lineOf(lanes.map((lane) => quoted(nameOf(lane))))];
  const writers = lanes.map(({ column }) => writer(column.head));
  if (!remote) {
    const reads = lanes.map(({ column }) => (row: number) => valueOf(column, row, count, edits));
    return [...pieces, linesOf(rows.slice(0, rows.length), reads, writers)];
  }
  for await (const part of remote.read(0, remote.length, doing!)) {
    const places = Array.from({ length: part.count }, (_, at) => at);
    const reads = lanes.map((lane) => part.values(lane, count, edits));
    pieces.push(new Blob([linesOf(places, reads, writers)]));
  }
  return pieces;
}

/** Without its group, a name of several levels would not tell a column from others. */
function nameOf({ column, group, label }: Lane): string {
  return Array.isArray(column.head.name) && !group ? label : column.name;
}

const lineOf = (cells: string[]) => `${cells.join(",")}\n`;

function linesOf(rows: number[], reads: ((row: number) => Cell)[], writers: Write[]): string {
  let lines = "";
  const last = reads.length - 1;
  for (const row of rows)
    for (let at = 0; at <= last; at++) {
      const value = reads[at]!(row);
      if (value !== null) lines += writers[at]!(value);
      lines += at < last ? "," : "\n";
    }
  return lines;
}

/** Streamlit leaves a carriage return bare, which ends the line for most readers. */
const SPECIAL = /[",\n\r]/;

function quoted(text: string): string {
  return SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What writes the cells of a column that are not missing. */
export function writer({ type, tz, config = {} }: Column["head"]): Write {
  const kind = config.type ?? type;
  if (areInstants(kind, type)) {
    const write = moment(kind, true);
    return (value) => write(instantOf(value) ?? String(value));
  }
  switch (type) {
    case "int":
    case "float":
    case "bool":
      if (kind === "checkbox") return (value) => String(Boolean(value));
      return (value) => (typeof value === "string" ? quoted(value) : Object.is(value, -0) ? "-0" : String(value));
    case "decimal":
      return (value) => String(value).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
    case "date":
    case "datetime":
    case "time":
      return moment(isMoment(kind) ? kind : type, Boolean(tz ?? config.timezone));
    case "timedelta":
      return (value) => (typeof value === "number" ? String(value / 1000) : quoted(String(value)));
    case "list":
      return (value) => quoted(itemText(parseList(value)));
    case "json":
      return (value) => quoted(String(value).replace(/("(?:[^"\\]|\\.)*")|\s+/g, "$1"));
    default:
      return (value) => quoted(String(value));
  }
}

const DAY = 86_400_000;

/** A time in ISO form, with its thousandths; one of a zone in UTC. Times of one day share its date. */
function moment(kind: string, zoned: boolean): Write {
  const rest = zoned ? "Z" : "";
  let [last, date] = [NaN, ""];
  return (value) => {
    const at = Math.floor(Number(value));
    // Texts are of a type that the column did not begin with.
    if (typeof value === "string" || isFar(at)) return quoted(String(value));
    const day = Math.floor(at / DAY);
    if (kind !== "time" && day !== last)
      [last, date] = [day, new Date(day * DAY).toISOString().replace(/T.*/, "")];
    if (kind === "date") return date;
    const time = clock(at - day * DAY);
    return kind === "time" ? time : `${date}T${time}${rest}`;
  };
}

/** Milliseconds since midnight. */
function clock(at: number): string {
  const two = (number: number) => (number < 10 ? `0${number}` : `${number}`);
  const [seconds, thousandths] = [Math.floor(at / 1000), at % 1000];
  const minutes = Math.floor(seconds / 60);
  const fraction = thousandths < 100 ? `0${two(thousandths)}` : thousandths;
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds % 60)}.${fraction}`;
}
