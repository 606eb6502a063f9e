// A chart that Vega has drawn, and how it is brought up to date without being drawn anew: so its
// reader's zoom and selections stay.
import type { PropsOf } from "../../../contract";
import type { Chart, Detail } from "./detail";
import { isSame, tablesOf, values } from "./tables";

/** What may change under a chart. */
export interface Now {
  props: Pick<PropsOf<"vega_lite_chart">, "datasets" | "data" | "evaluated" | "finer">;
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
  #props: Now["props"];
  #width: number | undefined;
  #detail: Detail | null = null;

  constructor(
    private readonly view: View,
    { props, width }: Omit<Now, "detail">,
  ) {
    this.#props = props;
    this.#width = width;
  }

  update({ props, width, detail }: Now): void {
    const before = this.#props;
    this.#props = props;
    const changed = before.datasets !== props.datasets || before.data !== props.data;
    if (changed) this.#fill(before, props);
    const resized = width !== undefined && width !== this.#width;
    if (resized) this.view.width(width);
    this.#width = width;
    if (detail !== this.#detail) {
      this.leave();
      this.#detail = detail;
      detail?.follow(this.view, props);
    } else if (changed) detail?.take(props);
    if (resized || changed) void this.view.runAsync();
  }

  /** It is gone. */
  leave(): void {
    this.#detail?.leave();
  }

  #fill(before: Now["props"], props: Now["props"]): void {
    const had = tablesOf(before);
    for (const [name, table] of Object.entries(tablesOf(props)))
      if (!isSame(had[name], table)) this.view.data(name, values(table));
    for (const [name, value] of Object.entries(props.evaluated?.signals ?? {})) this.view.signal(name, value);
  }
}
