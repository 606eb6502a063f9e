// The options of a column in which one chooses.
import type { Json } from "../../../contract/schema";
import type { Column } from "../data/columns";
import { kindOf } from "./cell";

export interface Options {
  values: Json[];
  labels: string[];
  /** The option of that label, or written so. */
  named(text: string): Json | undefined;
}

export function optionsOf(column: Column): Options | null {
  const { config = {}, options: known } = column.head;
  if (!["selectbox", "category", "multiselect"].includes(kindOf(column))) return null;
  const values = config.options ?? known;
  if (!values) return null;
  const labels = values.map((value, at) => String(config.labels?.[at] ?? value));
  const named = (text: string) => {
    const at = labels.indexOf(text);
    return at < 0 ? values.find((value) => String(value) === text) : values[at];
  };
  return { values, labels, named };
}
