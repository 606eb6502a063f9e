// A chart whose transforms the kernel has evaluated: Vega takes the tables that came in the places of
// those that it would have made of all the rows. The twin of elements/charts/evaluation.py.
import type { PropsOf } from "../../../contract";
import type { Spec } from "./stage";
import { tablesOf, values } from "./tables";

type Props = Pick<PropsOf<"vega_lite_chart">, "datasets" | "data" | "evaluated">;

/** What of it takes another chart when it changes; the rest is put into the chart that is there. */
export function shapeOf({ datasets, evaluated }: Props): unknown {
  return evaluated && [Object.keys(datasets), evaluated.domains, evaluated.dropped];
}

/** A patch of what Vega-Lite's compiler has made of the specification. */
export function taking(props: Props): ((vega: Spec) => Spec) | undefined {
  const { evaluated } = props;
  if (!evaluated) return undefined;
  const tables = tablesOf(props);
  const { signals, domains, dropped } = evaluated;
  return (vega) => {
    const made = (vega.data as Spec[]).filter(({ name }) => !dropped.includes(name));
    const names = new Set(made.map(({ name }) => name));
    const others = Object.keys(tables).filter((name) => !names.has(name));
    const filled = [...made, ...others.map((name) => ({ name }))].map((entry: Spec) => {
      const table = tables[entry.name];
      if (!table) return entry;
      const { source, transform, ...kept } = entry;
      return { ...kept, values: values(table) };
    });
    return {
      ...vega,
      data: filled,
      signals: [...(vega.signals ?? []), ...named(signals)],
      scales: vega.scales?.map((scale: Spec) =>
        scale.name in domains ? { ...scale, domain: domains[scale.name] } : scale,
      ),
    };
  };
}

function named(signals: Record<string, unknown>): Spec[] {
  return Object.entries(signals).map(([name, value]) => ({ name, value }));
}
