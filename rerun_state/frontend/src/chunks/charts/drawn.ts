// A chart that Vega has drawn, and how it is brought up to date without being drawn anew: so its
// reader's zoom and selections stay.
import type { PropsOf } from "../../../contract";
import type { Dataset } from "../../../contract/parts";
import { readObjects } from "../data/columns";
import type { Chart, Detail } from "./detail";

/** What may change under a chart. */
export interface Now {
  props: Pick<PropsOf<"vega_lite_chart">, "datasets" | "evaluated" | "finer">;
  /** Of a chart that is as wide as its place. */
  width: number | undefined;
  /** What it has in the kernel beyond what is drawn. */
  detail: Detail | null;
}

interface View extends Chart {
  width(width: number): unknown;
  signal(name: string, value?: unknown): unknown;
}

export class Drawn {
  #datasets: Record<string, Dataset>;
  #width: number | undefined;
  #detail: Detail | null = null;

  constructor(
    private readonly view: View,
    { props, width }: Omit<Now, "detail">,
  ) {
    this.#datasets = props.datasets;
    this.#width = width;
  }

  update({ props, width, detail }: Now): void {
    const before = this.#datasets;
    this.#datasets = props.datasets;
    for (const [name, dataset] of Object.entries(props.datasets))
      if (before[name] !== dataset) this.view.data(name, values(dataset));
    if (before !== props.datasets)
      for (const [name, value] of Object.entries(props.evaluated?.signals ?? {})) this.view.signal(name, value);
    const resized = width !== undefined && width !== this.#width;
    if (resized) this.view.width(width);
    this.#width = width;
    if (detail !== this.#detail) {
      this.leave();
      this.#detail = detail;
      detail?.follow(this.view, props);
    } else if (before !== props.datasets) detail?.take(props);
    if (resized || before !== props.datasets) void this.view.runAsync();
  }

  /** It is gone. */
  leave(): void {
    this.#detail?.leave();
  }
}

export function values({ rows, columns, data }: Dataset): object[] {
  return readObjects(rows, columns, data);
}
