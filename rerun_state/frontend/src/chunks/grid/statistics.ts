// What is said of a column as a whole, where all its rows are here. The twin of
// elements/data/windows/statistics.py.
import type { Summary } from "../../../contract/messages";
import type { Column } from "../data/columns";
import { shower } from "../data/format";

const [BINS, TOPS, LONGEST] = [15, 5, 100];
const AS_NUMBERS = ["int", "float", "decimal", "date", "time", "datetime", "timedelta"];

export function summarize(column: Column, rows: number): Summary {
  const all = Array.from({ length: rows }, (_, row) => column.get(row));
  const present = all.filter((value) => value !== null);
  const told = { rows, missing: rows - present.length };
  if (AS_NUMBERS.includes(column.head.type)) return { ...told, ...spread(present.map(Number)) };
  return { ...told, ...most(present.map(shower({ ...column.head, config: undefined }))) };
}

function spread(values: number[]): Omit<Summary, "rows" | "missing"> {
  const numbers = Float64Array.from(values.filter(Number.isFinite)).sort();
  const count = numbers.length;
  let distinct = 0;
  let [sum, squares] = [0, 0];
  for (let at = 0; at < count; at++) {
    if (numbers[at] !== numbers[at - 1]) distinct++;
    sum += numbers[at]!;
  }
  if (!count) return { distinct };
  const [min, max, mean] = [numbers[0]!, numbers[count - 1]!, sum / count];
  const bins = new Array<number>(min === max ? 1 : BINS).fill(0);
  for (const value of numbers) {
    squares += (value - mean) ** 2;
    bins[Math.min(Math.floor(((value - min) / (max - min || 1)) * bins.length), bins.length - 1)]!++;
  }
  const median = (numbers[(count - 1) >> 1]! + numbers[count >> 1]!) / 2;
  const deviation = count > 1 ? Math.sqrt(squares / (count - 1)) : undefined;
  return { distinct, numbers: { min, max, mean, median, deviation }, bins };
}

function most(texts: string[]): Omit<Summary, "rows" | "missing"> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  const tops = sorted.slice(0, TOPS).map(([text, count]): [string, number] => [text.slice(0, LONGEST), count]);
  return { distinct: counts.size, tops };
}
