// The tables of a chart. Their bytes come in one block, so that what changes of them in a few places
// travels as these. The twin of page/kinds.py.
import type { PropsOf } from "../../../contract";
import type { Dataset } from "../../../contract/parts";
import { asBytes } from "../../format/base64";
import { readObjects } from "../data/columns";

type Props = Pick<PropsOf<"vega_lite_chart">, "datasets" | "data">;

/** A chart's tables by their names. */
export function tablesOf({ datasets, data }: Props): Record<string, Dataset> {
  let at = 0;
  const own = ([name, { rows, columns, size }]: [string, Props["datasets"][string]]) => {
    const bytes = asBytes(data!).subarray(at, (at += size));
    return [name, { rows, columns, data: bytes }];
  };
  return Object.fromEntries(Object.entries(datasets).map(own));
}

/** Are they the same, cell by cell? */
export function isSame(one: Dataset | undefined, other: Dataset): boolean {
  if (!one || one.rows !== other.rows) return false;
  if (JSON.stringify(one.columns) !== JSON.stringify(other.columns)) return false;
  const [here, there] = [asBytes(one.data), asBytes(other.data)];
  return here.length === there.length && here.every((byte, at) => byte === there[at]);
}

export function values({ rows, columns, data }: Dataset): object[] {
  return readObjects(rows, columns, data);
}
