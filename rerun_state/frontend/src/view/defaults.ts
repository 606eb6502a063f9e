// What a property is where the kernel does not say. The kernel leaves it out by the same table, which
// the build puts beside the bundle. Only what is never None may stand there: None does not travel.
import table from "../defaults.json";
import type { Props } from "../types";

const defaults: Record<string, Props | undefined> = table;

export function withDefaults(kind: string | undefined, props: Props | undefined): Props {
  return { ...defaults[kind ?? ""], ...props };
}
