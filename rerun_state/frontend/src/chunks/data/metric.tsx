// A number in large letters, how it has changed, and a small chart.
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { plain, Text } from "../../dom/text";
import { Help } from "../../dom/tip";
import { formatNumber } from "../../format/number";
import type { ChunkProps } from "../../view/lazy";
import { Sparkline } from "./sparkline";

const ARROWS: Record<string, string> = { up: "M12 20V4M5 11l7-7 7 7", down: "M12 4v16M5 13l7 7 7-7" };

export function Metric({ props }: ChunkProps<"metric">): JSX.Element {
  const { body, color, format, height } = props;
  const number = useRef<HTMLDivElement>(null);
  const value = format && props.number != null ? formatNumber(props.number, format) : body;
  useLayoutEffect(() => fit(number.current!, plain(value).length), [value]);
  return (
    <div
      class="rs-metric"
      data-border={props.border || undefined}
      style={typeof height === "number" ? { height: `${height}px` } : undefined}
    >
      <Label props={props} />
      <div class="rs-metric-value" title={plain(value)} ref={number}>
        <Text text={value} />
      </div>
      <Change props={props} />
      {props.chart_data?.length > 1 && (
        <Sparkline values={props.chart_data} type={props.chart_type} class={`rs-${color}`} />
      )}
    </div>
  );
}

type PartProps = Pick<ChunkProps<"metric">, "props">;

function Label({ props }: PartProps): JSX.Element | null {
  const { icon, label, label_visibility, help } = props;
  if (label_visibility === "collapsed") return null;
  return (
    <div class="rs-metric-label" data-hidden={label_visibility === "hidden" || undefined}>
      {icon && <Text text={icon} class="rs-glyph" />}
      <Text text={label} class="rs-md" />
      <Help text={help} />
    </div>
  );
}

/** How the number has changed, and since when. */
function Change({ props }: PartProps): JSX.Element | null {
  const { delta, delta_description, arrow, color, format } = props;
  const change =
    format && props.delta_number != null ? formatNumber(props.delta_number, format) : delta;
  if (!change && !delta_description) return null;
  return (
    <div class={`rs-metric-delta rs-${color}`}>
      {change && (
        <span class="rs-tag">
          {ARROWS[arrow] && (
            <svg class="rs-mark" viewBox="0 0 24 24" role="img" aria-label={arrow}>
              <path d={ARROWS[arrow]} />
            </svg>
          )}
          <Text text={change} />
        </span>
      )}
      {delta_description && (
        <small>
          <Text text={delta_description} />
        </small>
      )}
    </div>
  );
}

/** The numbers that stand in a row, and how many letters each of them has. */
const rows = new WeakMap<Element, Map<HTMLElement, number>>();

/** Make a number and those in its row as large as the longest of them can be; end it with the answer. */
function fit(number: HTMLElement, letters: number): () => void {
  const row = number.closest(".rs-columns, [data-direction=horizontal]") ?? number;
  const all = rows.get(row) ?? new Map<HTMLElement, number>();
  rows.set(row, all);
  const draw = () => {
    const most = String(Math.max(1, ...all.values()));
    all.forEach((_, { style }) => style.setProperty("--rs-letters", most));
  };
  all.set(number, letters);
  draw();
  return () => {
    all.delete(number);
    draw();
  };
}
