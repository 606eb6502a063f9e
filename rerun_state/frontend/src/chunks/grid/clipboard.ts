// Cells on the clipboard, as spreadsheets have them: lines, with tabs between the cells.
import type { Cell, Column } from "../data/columns";
import { isNumeric } from "../data/format";
import { aheadOf, clockOf } from "../data/zones";
import { key, newRow, toIso, withCells, type Edits, type Written } from "./edits";
import type { Lane } from "./geometry";
import { placesOf, type Place, type CellRange } from "./place";
import { readText } from "./read";
import type { Doing } from "./passage";
import type { Remote } from "./remote";
import type { Rows } from "./order";

/** A cell as another program reads it: numbers in full, times in ISO form. */
export function copied(value: Cell, { column, show }: Lane): string {
  if (value === null) return "";
  const { head } = column;
  if (isNumeric(head)) return String(value);
  if (!["date", "time", "datetime"].includes(head.type)) return show(value);
  if (!head.tz || typeof value !== "number") return toIso(value, head.type).replace("T", " ");
  const at = clockOf(head.config?.timezone ?? head.tz)(value);
  return toIso(at, head.type).replace("T", " ") + (head.type === "datetime" ? aheadOf(at - value) : "");
}

export function toTsv(range: CellRange, text: (place: Place) => string): string {
  const lines: string[][] = [];
  for (const place of placesOf(range)) (lines[place.row - range.top] ??= []).push(text(place));
  return toLines(lines);
}

function toLines(cells: string[][]): string {
  const quote = (cell: string) =>
    /[\t\n\r"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  return cells.map((line) => line.map(quote).join("\t")).join("\n");
}

/** A block of a long table, of which not all is here. */
export async function remoteTsv(
  remote: Remote,
  range: CellRange,
  { lanes, count }: Pick<Table, "lanes" | "count">,
  edits: Edits,
  doing: Doing,
): Promise<string> {
  const shown = lanes.slice(range.left, range.right + 1);
  const lines: string[][] = [];
  for await (const part of remote.read(range.top, range.bottom + 1, doing)) {
    const values = shown.map((lane) => part.values(lane, count, edits));
    for (let row = 0; row < part.count; row++)
      lines.push(shown.map((lane, at) => copied(values[at]!(row), lane)));
  }
  return toLines(lines);
}

export function fromTsv(text: string): string[][] {
  const lines: string[][] = [[]];
  const pattern = /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r?\n|\r|$)/g;
  for (const [, cell, end] of text.replace(/(\r?\n|\r)$/, "").matchAll(pattern)) {
    const quoted = cell!.length > 1 && cell!.startsWith('"') && cell!.endsWith('"');
    lines.at(-1)!.push(quoted ? cell!.slice(1, -1).replaceAll('""', '"') : cell!);
    if (!end) break;
    if (end !== "\t") lines.push([]);
  }
  return lines;
}

export interface Table {
  columns: Column[];
  lanes: Lane[];
  rows: Pick<Rows, "at">;
  count: number;
  /** Rows may be added. */
  grows: boolean;
  mayEdit(row: number, lane: number): boolean;
}

/** The edits with those cells written from `at` on; what a column cannot hold is left out. */
export function pasted(edits: Edits, lines: string[][], at: Place, table: Table): Edits {
  const added_rows = [...edits.added_rows];
  const written: Written[] = [];
  for (const [down, cells] of lines.entries()) {
    let row = table.rows.at(at.row + down);
    if (row === undefined) {
      if (!table.grows) break;
      added_rows.push(newRow(table.columns));
      row = table.count + added_rows.length - 1;
    }
    for (const [right, text] of cells.entries()) {
      const lane = table.lanes[at.lane + right];
      const may = row < table.count ? table.mayEdit(row, at.lane + right) : lane?.column.head.editable;
      if (!lane || !may) continue;
      const value = readText(text, lane.column);
      if (value !== undefined) written.push([row, key(lane.column), value]);
    }
  }
  return withCells({ ...edits, added_rows }, table.count, written);
}
