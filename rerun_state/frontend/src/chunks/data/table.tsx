// A small table, all of it; of one that is too large for a page, the first rows.
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { declared } from "../../dom/declarations";
import { plain, Text } from "../../dom/text";
import type { ChunkProps } from "../../view/lazy";
import type { Text as TextLike } from "../../types";
import { readColumns, type Column } from "./columns";
import { isNumeric, reader, type Show } from "./format";
import { partOf, runsOf } from "./headings";

interface Shown {
  column: Column;
  show: Show;
  at: number;
}

export function Table({ props }: ChunkProps<"table">): JSX.Element {
  const { rows: total, window: rows = total, columns, data, heads, texts, styles, height } = props;
  const all = useMemo(
    () =>
      readColumns(rows, columns, data).map((column, at) => ({
        column,
        show: reader(column.head, styles?.precision),
        at,
      })),
    [rows, columns, data, styles?.precision],
  );
  const shown = all.filter(({ column }) => !(column.head.index && props.hide_index));
  const first = all.findIndex(({ column }) => !column.head.index);
  return (
    <div
      class="rs-table rs-md"
      data-border={String(props.border)}
      tabIndex={0}
      role="group"
      aria-label={props.alt ?? "Table"}
      style={typeof height === "number" ? { maxHeight: `${height}px` } : undefined}
    >
      <table>
        {styles?.caption && <caption>{styles.caption}</caption>}
        {!props.hide_header && (
          <TableHead shown={shown} heads={heads} />
        )}
        <tbody>
          {Array.from({ length: rows }, (_, row) => (
            <tr key={row}>
              {shown.map((cell) => (
                <TableCell key={cell.at} {...cell} row={row} first={first} {...{ texts, styles }} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows === 0 && <p class="rs-table-empty">empty</p>}
      {props.note && <p class="rs-note">{props.note}</p>}
    </div>
  );
}

/** What is read in one piece, as numbers are: no line ends within. */
const MOMENTS = new Set(["date", "datetime", "time", "timedelta"]);

type Heads = (TextLike | null)[] | undefined;

/** The names of the columns, level by level, those of the upper ones once for neighbours. */
function TableHead({ shown, heads }: { shown: Shown[]; heads: Heads }): JSX.Element {
  const names = shown.map(({ column, at }) => levelsOf(column, heads?.[at] ?? null));
  const depth = Math.max(...names.map(({ length }) => length));
  const levels = names.map((name) => [...Array(depth - name.length).fill(""), ...name]);
  return (
    <thead>
      {Array.from({ length: depth }, (_, level) => {
        const above = (name: TextLike[]) => JSON.stringify(name.slice(0, level + 1));
        const last = level === depth - 1;
        const runs = runsOf(levels, (a, b) => !last && a[level] !== "" && above(a) === above(b));
        return (
          <tr key={level}>
            {runs.map(({ from, to }) => (
              <Heading
                key={from}
                text={levels[from]![level]}
                span={to - from}
                end={last && isNumeric(shown[from]!.column.head)}
              />
            ))}
          </tr>
        );
      })}
    </thead>
  );
}

interface HeadingProps {
  text: TextLike;
  span: number;
  end: boolean;
}

function Heading({ text, span, end }: HeadingProps): JSX.Element {
  const Cell = text === "" ? "td" : "th"; // what says nothing is no heading
  return (
    <Cell scope={text === "" ? undefined : span > 1 ? "colgroup" : "col"} colSpan={span} data-end={end || undefined}>
      <Text text={text} />
    </Cell>
  );
}

/** What a column is called, from the top: the last that is said is its own, below all others. */
function levelsOf({ head, name }: Column, label: TextLike | null): TextLike[] {
  if (!Array.isArray(head.name)) return [label ?? name];
  const levels = head.name.map(partOf);
  const own = levels.findLastIndex(Boolean);
  if (own < 0) return levels;
  const [said] = levels.splice(own, 1, "");
  return [...levels.slice(0, -1), said!];
}

/** So many letters are no short text. */
const LONG = 60;

interface CellProps extends Shown {
  row: number;
  first: number;
  texts: Record<string, any[]>;
  styles?: { css: Record<string, string>; texts: Record<string, string> };
}

function TableCell({ column, show, at, row, first, texts, styles }: CellProps): JSX.Element {
  const place = `${row},${at - first}`;
  const end = isNumeric(column.head) || undefined;
  const whole = end || MOMENTS.has(column.head.type) || undefined;
  const css = styles?.css[place];
  const text = styles?.texts[place] ?? texts[at]?.[row] ?? show(column.get(row));
  if (column.head.index) {
    return (
      <th scope="row" data-end={end} data-whole={whole}>
        <Text text={text} />
      </th>
    );
  }
  return (
    <td
      data-end={end}
      data-whole={whole}
      data-long={plain(text).length > LONG || undefined}
      style={css && declared(css)}
    >
      <Text text={text} />
    </td>
  );
}
