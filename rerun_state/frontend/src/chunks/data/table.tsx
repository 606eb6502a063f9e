// A small table, all of it; of one that is too large for a page, the first rows.
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { declared } from "../../dom/declarations";
import { Text } from "../../dom/text";
import type { ChunkProps } from "../../view/lazy";
import type { Text as TextLike } from "../../types";
import { readColumns, type Column } from "./columns";
import { isNumeric, reader, type Show } from "./format";

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
        show: reader(column.head),
        at,
      })),
    [rows, columns, data],
  );
  const shown = all.filter(({ column }) => !(column.head.index && props.hide_index));
  const levels = Math.max(1, ...shown.map(({ column }) => [column.head.name].flat().length));
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
          <thead>
            {Array.from({ length: levels }, (_, level) => (
              <tr key={level}>
                {shown.map(({ column, at }) => (
                  <th key={at} scope="col" data-end={isNumeric(column.head) || undefined}>
                    <Text text={headAt(column, heads?.[at], level - levels)} />
                  </th>
                ))}
              </tr>
            ))}
          </thead>
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
      {rows === 0 && <p class="rs-note">empty</p>}
      {rows < total && (
        <p class="rs-note">
          The first {count(rows)} of {count(total)} rows. st.dataframe shows them all.
        </p>
      )}
    </div>
  );
}

const count = (rows: number) => rows.toLocaleString("en");

/** What a column is called on a level, which counts from the last one, -1. */
function headAt({ head, name }: Column, label: TextLike | null | undefined, level: number): TextLike {
  if (Array.isArray(head.name)) return String(head.name.at(level) ?? "");
  return level === -1 ? (label ?? name) : "";
}

interface CellProps extends Shown {
  row: number;
  first: number;
  texts: Record<string, any[]>;
  styles?: { css: Record<string, string>; texts: Record<string, string> };
}

function TableCell({ column, show, at, row, first, texts, styles }: CellProps): JSX.Element {
  const place = `${row},${at - first}`;
  const end = isNumeric(column.head) || undefined;
  const css = styles?.css[place];
  const text = styles?.texts[place] ?? texts[at]?.[row] ?? show(column.get(row));
  if (column.head.index) {
    return (
      <th scope="row" data-end={end}>
        {show(column.get(row))}
      </th>
    );
  }
  return (
    <td data-end={end} style={css && declared(css)}>
      <Text text={text} />
    </td>
  );
}
