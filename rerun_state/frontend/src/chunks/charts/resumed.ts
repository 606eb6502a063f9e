// A chart that is drawn anew, in other colours or as another one, goes on where its reader was: what
// was selected in it, and the range into which it was zoomed, are the first values of its parameters.
import type { Json } from "../../../contract/schema";
import type { Spec } from "./stage";

/** What was selected, by the names of parameters; undefined where that is not known. */
export type Chosen = (name: string) => unknown;

/** What is selected in a chart that is drawn, as it is reported. */
export function chosenIn(view: { signal(name: string): unknown }, names: string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, view.signal(name)]));
}

/** The names of all that can be selected in a chart, and in those within it. */
export function selectable(spec: unknown): string[] {
  return parameters(spec).map(({ name }) => name as string);
}

/** Let a specification begin with what was selected, as far as it can be said in values. */
export function resume(spec: Spec, chosen: Chosen): void {
  for (const parameter of parameters(spec)) {
    const value = beginning(chosen(parameter.name));
    if (value !== undefined) parameter.value = value;
  }
}

function parameters(spec: unknown): Spec[] {
  if (Array.isArray(spec)) return spec.flatMap(parameters);
  if (typeof spec !== "object" || spec === null) return [];
  const { params, layer, hconcat, vconcat, concat, spec: inner } = spec as Spec;
  const own = Array.isArray(params) ? params.filter((each) => each?.select && each.name) : [];
  return [...own, ...[layer, hconcat, vconcat, concat, inner].flatMap(parameters)];
}

/** The first value of a parameter; undefined where nothing, or nothing that can be said, is chosen. */
function beginning(chosen: unknown): Json | undefined {
  if (Array.isArray(chosen)) return chosen.length && chosen.every(isPlain) ? chosen : undefined;
  if (typeof chosen !== "object" || chosen === null) return undefined;
  const { vlPoint, ...fields } = chosen as Spec;
  if (vlPoint) return beginning(vlPoint.or);
  const ranges = Object.entries(ranged(fields));
  if (!ranges.length) return undefined;
  return Object.fromEntries(ranges.map(([field, ends]) => [field, ends.map(plain)]));
}

/** The ranges of an interval, by field. Where no data are, a brush spans from no number to none. */
export function ranged(interval: Spec): Record<string, Json[]> {
  const isRange = (ends: unknown) => Array.isArray(ends) && !ends.some(Number.isNaN);
  return Object.fromEntries(Object.entries(interval).filter(([, ends]) => isRange(ends)));
}

/** Points without fields are known by numbers that the chart before gave them. */
function isPlain(point: unknown): point is Record<string, Json> {
  return typeof point === "object" && point !== null && !("_vgsid_" in point);
}

function plain(end: unknown): Json {
  return end instanceof Date ? end.getTime() : (end as Json);
}
