// A number in large letters, how it has changed, and a small chart.
import type { JSX } from "preact";
import { Text } from "../../dom/text";
import { Help } from "../../dom/tip";
import { formatNumber } from "../../format/number";
import type { ChunkProps } from "../../view/lazy";
import { Sparkline } from "./sparkline";

const ARROWS: Record<string, string> = { up: "M12 20V4M5 11l7-7 7 7", down: "M12 4v16M5 13l7 7 7-7" };

export function Metric({ props }: ChunkProps<"metric">): JSX.Element {
  const { body, delta, arrow, color, format, label_visibility, height } = props;
  const value = format && props.number != null ? formatNumber(props.number, format) : body;
  const change =
    format && props.delta_number != null ? formatNumber(props.delta_number, format) : delta;
  return (
    <div
      class="rs-metric"
      data-border={props.border || undefined}
      style={typeof height === "number" ? { height: `${height}px` } : undefined}
    >
      {label_visibility !== "collapsed" && (
        <div class="rs-metric-label" data-hidden={label_visibility === "hidden" || undefined}>
          {props.icon && <Text text={props.icon} class="rs-glyph" />}
          <Text text={props.label} class="rs-md" />
          <Help text={props.help} />
        </div>
      )}
      <div class="rs-metric-value" title={String(value)} style={{ "--rs-letters": String(value).length }}>
        {value}
      </div>
      {change && (
        <div class={`rs-metric-delta rs-${color}`}>
          <span class="rs-tag">
            {ARROWS[arrow] && (
              <svg class="rs-mark" viewBox="0 0 24 24" role="img" aria-label={arrow}>
                <path d={ARROWS[arrow]} />
              </svg>
            )}
            {change}
          </span>
          {props.delta_description && <small>{props.delta_description}</small>}
        </div>
      )}
      {props.chart_data?.length > 1 && (
        <Sparkline values={props.chart_data} type={props.chart_type} class={`rs-${color}`} />
      )}
    </div>
  );
}
