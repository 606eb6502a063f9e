// A grid as a file of comma-separated values: what is here at once, a long table part by part.
import { copied } from "./clipboard";
import { valueOf, type Edits } from "./edits";
import type { Lane } from "./geometry";
import { toCsv, type Rows } from "./order";
import type { Remote } from "./remote";

export async function csvOf(
  lanes: Lane[],
  rows: Rows,
  remote: Remote | null,
  count: number,
  edits: Edits,
): Promise<string[]> {
  // Without its group, a label would not tell a column from others.
  const labels = lanes.map(({ group, label, column }) => (group ? column.name : label));
  const texts = (value: (lane: Lane, row: number) => Parameters<typeof copied>[0]) =>
    lanes.map((lane) => (row: number) => copied(value(lane, row), lane));
  if (!remote) {
    const here = texts(({ column }, row) => valueOf(column, row, count, edits));
    return [toCsv(labels, rows.slice(0, rows.length), here)];
  }
  const pieces = [toCsv(labels, [], [])];
  for await (const part of remote.read(0, remote.length)) {
    const numbers = Array.from({ length: part.count }, (_, row) => row);
    pieces.push(toCsv(null, numbers, texts(({ at }, row) => part.value(at, row, count, edits))));
  }
  return pieces;
}
