// What stands above columns whose names have several levels: each its own heading, and neighbours a
// common one.
import type { ColumnHead } from "../../../contract/parts";

export interface Headings {
  /** Of the column itself. */
  label: string;
  /** Of all that is above it, "" for nothing. */
  group: string;
}

/** Levels that are empty say nothing: a column is called by its last one that does. */
export function headingsOf({ name, config }: ColumnHead): Headings {
  const levels = [name].flat().map(partOf).filter(Boolean);
  const own = levels.pop() ?? "";
  return { label: config?.label ?? own, group: levels.join(" / ") };
}

type Part = string | number | boolean | null;

/** A level of a name, as one reads it; "" if it says nothing. */
export const partOf = (part: Part): string => (part === null ? "" : spelled(part));

/** A level of a name, as Python writes it. */
export function spelled(part: Part): string {
  if (part === null) return "None";
  return typeof part === "boolean" ? (part ? "True" : "False") : String(part);
}

export interface Run {
  /** The first of neighbours that have something in common, and the one after the last. */
  from: number;
  to: number;
}

/** The neighbours of a list that are alike. */
export function runsOf<T>(items: T[], alike: (a: T, b: T) => boolean): Run[] {
  const runs: Run[] = [];
  for (const [at, item] of items.entries()) {
    const last = runs.at(-1);
    if (last && alike(items[at - 1]!, item)) last.to = at + 1;
    else runs.push({ from: at, to: at + 1 });
  }
  return runs;
}
