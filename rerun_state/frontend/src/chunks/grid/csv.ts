// A grid as a file of comma-separated values: what is here at once, a long table part by part.
import type { Edits } from "./edits";
import type { Lane } from "./geometry";
import { toCsv, type Rows } from "./order";
import type { Remote } from "./remote";

type Texts = ((row: number) => string)[];

export async function csvOf(
  lanes: Lane[],
  rows: Rows,
  texts: Texts,
  remote: Remote | null,
  count: number,
  edits: Edits,
): Promise<string[]> {
  // Without its group, a label would not tell a column from others.
  const labels = lanes.map(({ group, label, column }) => (group ? column.name : label));
  if (!remote)
    return [toCsv(labels, rows.slice(0, rows.length), lanes.map((lane) => texts[lane.at]!))];
  const pieces = [toCsv(labels, [], [])];
  for await (const part of remote.read(0, remote.length)) {
    const numbers = Array.from({ length: part.count }, (_, row) => row);
    const written = lanes.map(
      (lane) => (row: number) => lane.show(part.value(lane.at, row, count, edits)),
    );
    pieces.push(toCsv(null, numbers, written));
  }
  return pieces;
}
