// Which columns a grid shows, how wide they are, and which cells are in view.
import type { PropsOf } from "../../../contract";
import type { Column } from "../data/columns";
import { isNumeric, type Show } from "../data/format";
import { headingsOf, runsOf, type Run } from "../data/headings";
import { kindOf } from "./cell";
import { fitting, groupFitting } from "./fitting";
import { guessed, type Measure } from "./measure";

export interface Lane {
  column: Column;
  /** Its position among the columns as sent. */
  at: number;
  /** Its position among those that are no index, as styles count. */
  body: number;
  label: string;
  /** What stands above it and its neighbours, "" for nothing. */
  group: string;
  show: Show;
  kind: string;
  width: number;
  pinned: boolean;
  align: "start" | "center" | "end";
}

/** Of columns by their names, which may be any. */
export type Widths = ReadonlyMap<string, number>;

const WIDTHS: Record<string, number> = { small: 75, medium: 200, large: 400 };

type Choice = Pick<PropsOf<"dataframe">, "styles" | "hide_index" | "order" | "window">;

export function lanesOf(columns: Column[], shows: Show[], rows: number, props: Choice, measure: Measure = guessed): Lane[] {
  const first = columns.findIndex(({ head }) => !head.index);
  const start = first < 0 ? columns.length : first;
  const hidden = new Set<number>(props.styles?.hidden ?? []);
  const shown = (at: number) => {
    const { head } = columns[at]!;
    return head.index
      ? !props.hide_index && !head.config?.hidden
      : !head.config?.hidden && !hidden.has(at - start);
  };
  const body: number[] = props.order ?? columns.map((_, at) => at).slice(start);
  const places = [...columns.keys()].slice(0, start).concat(body).filter(shown);
  const lanes = places.map((at) => lane(columns[at]!, shows[at]!, at, start, rows, props.window ?? rows, measure));
  return roomy([...lanes.filter((each) => each.pinned), ...lanes.filter((each) => !each.pinned)], measure);
}

/** Neighbours below one heading. What is pinned stays apart: the others scroll below it. */
export function groupsOf(lanes: Lane[]): Run[] {
  return runsOf(lanes, (a, b) => a.group === b.group && a.pinned === b.pinned);
}

/** Neighbours have room for the name of their group, if need be all of them the same more. */
function roomy(lanes: Lane[], measure: Measure): Lane[] {
  return groupsOf(lanes).flatMap(({ from, to }) => {
    const among = lanes.slice(from, to);
    const lacks = groupFitting(among[0]!.group, measure) - widthOf(among);
    if (lacks <= 0) return among;
    return among.map((each) => ({ ...each, width: each.width + Math.ceil(lacks / among.length) }));
  });
}

function lane(
  column: Column,
  show: Show,
  at: number,
  start: number,
  rows: number,
  here: number,
  measure: Measure,
): Lane {
  const { head } = column;
  const config = head.config ?? {};
  const { label, group } = headingsOf(head);
  const kind = kindOf(column);
  return {
    column,
    at,
    body: at - start,
    ...{ label, group },
    show,
    kind,
    width:
      WIDTHS[config.width ?? ""] ??
      (config.width as number | undefined) ??
      fitting({ column, kind, label, show, rows, here, editable: Boolean(head.editable), measure }),
    pinned: config.pinned ?? Boolean(head.index),
    align: alignment(config.alignment, column, kind),
  };
}

const ALIGNMENTS = { left: "start", center: "center", right: "end" } as const;

function alignment(given: keyof typeof ALIGNMENTS | undefined, column: Column, kind: string) {
  if (given && given in ALIGNMENTS) return ALIGNMENTS[given];
  if (kind === "checkbox") return "center";
  const number = isNumeric(column.head) && (kind === column.head.type || kind === "number");
  return number ? "end" : "start";
}

export const widthOf = (lanes: Lane[]): number => lanes.reduce((sum, { width }) => sum + width, 0);

/** What tells a column from all others, for whoever does not see what stands above it. */
export const titleOf = ({ group, label }: Lane): string => [group, label].filter(Boolean).join(" / ");

/** Share the room that is left among the columns whose width nobody has set; the index needs none. */
export function stretched(lanes: Lane[], room: number, resized: Widths = new Map()): Lane[] {
  const total = widthOf(lanes);
  const own = lanes.filter(({ column }) => column.head.config?.width === undefined);
  const body = own.filter(({ column }) => !column.head.index);
  const free = (body.length ? body : own).filter(({ column }) => !resized.has(column.name));
  const spare = room - total;
  if (spare <= 0 || !free.length) return lanes;
  const base = widthOf(free);
  return lanes.map((each) =>
    free.includes(each) ? { ...each, width: each.width + (spare * each.width) / base } : each,
  );
}

/** The columns in view: from, to, and the room before the first. */
export function visibleLanes(lanes: Lane[], left: number, width: number): [number, number, number] {
  let [x, from, before] = [0, -1, 0];
  let to = lanes.length;
  for (const [at, { width: each }] of lanes.entries()) {
    if (from < 0 && x + each >= left) [from, before] = [at, x];
    if (x > left + width) {
      to = at;
      break;
    }
    x += each;
  }
  return [Math.max(from, 0), to, before];
}
