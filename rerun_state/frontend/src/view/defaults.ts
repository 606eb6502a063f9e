// What a property is where the kernel does not say. The kernel leaves it out by the same table of the
// contract.
import { defaults } from "../../contract/tables";
import type { Wire } from "../types";

export function withDefaults(kind: string | undefined, props: Wire | undefined): Wire {
  return { ...defaults[kind ?? ""], ...props };
}
