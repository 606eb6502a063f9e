// Moments, as far as browsers count them; and numbers and texts that are shown as such.
import type { Cell } from "./columns";

/** As far from 1970 as a browser counts, in milliseconds. */
const FAR = 8.64e15;

export const isFar = (at: number): boolean => !(Math.abs(at) <= FAR);

/** Kinds of columns whose cells are moments. */
export const isMoment = (kind: string): boolean => kind === "date" || kind === "datetime" || kind === "time";

/** Numbers and texts that a column of some kind is to show as moments. */
export const areInstants = (kind: string, type: string): boolean =>
  isMoment(kind) && ["int", "float", "decimal", "text"].includes(type);

/** Seconds since 1970, or parts of them, which are told by their size as Streamlit does. */
const UNITS: [number, number][] = [
  [1e18, 1e-6],
  [1e15, 1e-3],
  [1e12, 1],
];
const DAY = /^[+-]?\d{4,6}-\d\d-\d\d$/;
const CLOCK = /^\d\d:\d\d(:\d\d(\.\d+)?)?$/;

/** The moment that a number or a text stands for, in milliseconds since 1970; null if it is none. */
export function instantOf(value: Cell): number | null {
  const at = typeof value === "number" || isDigits(value) ? ofNumber(Number(value)) : ofText(String(value).trim());
  return isFar(at) ? null : at;
}

const isDigits = (value: Cell) => typeof value === "string" && /^\s*-?\d+(\.\d+)?\s*$/.test(value);

function ofNumber(count: number): number {
  const [, size] = UNITS.find(([least]) => count >= least) ?? [0, 1000];
  return count * size;
}

/** What names no zone is meant as it is written. */
function ofText(text: string): number {
  if (CLOCK.test(text)) return Date.parse(`1970-01-01T${text}Z`);
  const [day = "", clock] = text.split(/[T ](.*)/);
  if (!DAY.test(day)) return NaN;
  const zoned = !clock || CLOCK.test(clock) ? "Z" : "";
  return Date.parse(clock ? `${day}T${clock.replace(/ (?=[+-])/, "")}${zoned}` : day);
}
