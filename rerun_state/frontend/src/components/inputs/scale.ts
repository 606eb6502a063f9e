// What the track of a slider measures: numbers, moments, or the places in a list of labels.
import type { PropsOf } from "../../../contract";
import { formatMoment, formatTimedelta } from "../../format/date";
import { formatNumber } from "../../format/number";
import { snap } from "../../format/parse";
import type { Text as TextProp } from "../../types";

/** Numbers and moments have bounds, options have labels. */
export type Measure = Partial<Pick<PropsOf<"slider">, "min" | "max" | "step" | "format" | "data_type">> & {
  labels?: TextProp[];
};

export interface Scale {
  min: number;
  max: number;
  show(value: number): TextProp;
  /** The value at a fraction of the track. */
  value(fraction: number): number;
  fraction(value: number): number;
  /** Where a key moves a thumb; undefined for other keys. */
  key(key: string, value: number): number | undefined;
}

export function scaleOf(props: Measure): Scale {
  const { labels } = props;
  const min = labels ? 0 : (props.min ?? 0);
  const max = labels ? labels.length - 1 : (props.max ?? 0);
  const step = labels ? 1 : props.step || (max - min) / 100;
  // The last step may be shorter than the others: the end itself can be reached.
  const round = (value: number) =>
    value >= max ? max : Math.min(max, Math.max(min, snap(value, step, min)));
  const moves: Record<string, (value: number) => number> = {
    ArrowRight: (value) => value + step,
    ArrowUp: (value) => value + step,
    ArrowLeft: (value) => value - step,
    ArrowDown: (value) => value - step,
    PageUp: (value) => value + 10 * step,
    PageDown: (value) => value - 10 * step,
    Home: () => min,
    End: () => max,
  };
  return {
    min,
    max,
    show: (value) => labels?.[value] ?? show(value, props),
    value: (fraction) => round(min + fraction * (max - min)),
    fraction: (value) => (max > min ? Math.min(1, Math.max(0, (value - min) / (max - min))) : 0),
    key: (key, value) => {
      const move = moves[key];
      return move && round(move(value));
    },
  };
}

function show(value: number, { data_type = "float", format = "%d" }: Measure): string {
  if (data_type === "timedelta") return formatTimedelta(value);
  if (data_type === "int" || data_type === "float") return formatNumber(value, format);
  return formatMoment(value, data_type, format);
}
