// A chart of a row of numbers, as small as a line of text.
import type { JSX } from "preact";

interface SparklineProps {
  values: (number | null)[];
  type: "line" | "bar" | "area" | string;
  min?: number | undefined;
  max?: number | undefined;
  class?: string;
  /** A colour of CSS, where no class gives it. */
  ink?: string;
}

const [WIDTH, HEIGHT] = [100, 30];

export function Sparkline({ values, type, min, max, ink, ...rest }: SparklineProps): JSX.Element {
  const known = values.filter((value): value is number => value !== null);
  const low = min ?? Math.min(...known, type === "bar" ? 0 : Infinity);
  const high = max ?? Math.max(...known, type === "bar" ? 0 : -Infinity);
  const y = (value: number) => HEIGHT - 1 - ((value - low) / (high - low || 1)) * (HEIGHT - 2);
  const name = `${known.length} values from ${low} to ${high}`;
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={name}
      style={ink && { "--rs-c": ink }}
      class={`rs-spark ${rest.class ?? ""}`}
    >
      {type === "bar" ? (
        <Bars values={values} y={y} zero={Math.min(Math.max(0, low), high)} />
      ) : (
        <Line values={values} y={y} filled={type === "area"} />
      )}
    </svg>
  );
}

interface PartProps {
  values: (number | null)[];
  y: (value: number) => number;
}

function Bars({ values, y, zero }: PartProps & { zero: number }): JSX.Element {
  const step = WIDTH / values.length;
  return (
    <>
      {values.map((value, at) => {
        if (value === null) return null;
        const [from, to] = [y(value), y(zero)].sort((a, b) => a - b) as [number, number];
        const height = Math.max(to - from, 0.5);
        return <rect key={at} x={at * step} y={from} width={step * 0.8} height={height} />;
      })}
    </>
  );
}

function Line({ values, y, filled }: PartProps & { filled: boolean }): JSX.Element {
  const step = WIDTH / Math.max(values.length - 1, 1);
  let path = "";
  let gap = true;
  values.forEach((value, at) => {
    if (value !== null) path += `${gap ? "M" : "L"}${at * step} ${y(value)}`;
    gap = value === null;
  });
  return (
    <>
      {filled && <path class="rs-fill" d={`${path}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z`} />}
      <path class="rs-stroke" d={path} vector-effect="non-scaling-stroke" />
    </>
  );
}
