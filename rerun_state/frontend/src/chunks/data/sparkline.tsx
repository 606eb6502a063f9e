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
  // From edge to edge: there is room between the bars, and none beside the last.
  const step = WIDTH / (values.length - 0.2);
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
  const points = values.map((value, at) => (value === null ? null : ([at * step, y(value)] as Point)));
  const runs = unbroken(points);
  const path = runs.map(curve).join("");
  return (
    <>
      {filled && runs.map((run, at) => <path key={at} class="rs-fill" d={ground(run)} />)}
      <path class="rs-stroke" d={path} vector-effect="non-scaling-stroke" />
    </>
  );
}

type Point = [number, number];

/** The points between two that are missing. */
function unbroken(points: (Point | null)[]): Point[][] {
  const runs: Point[][] = [[]];
  for (const point of points) {
    if (point) runs.at(-1)!.push(point);
    else runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
}

const ground = (run: Point[]) => `${curve(run)}L${run.at(-1)![0]} ${HEIGHT}L${run[0]![0]} ${HEIGHT}Z`;

/** A smooth line through the points, which nowhere goes beyond them: what it shows are the values. */
export function curve(points: Point[]): string {
  const slope = points.slice(1).map(([x, y], at) => (y - points[at]![1]) / (x - points[at]![0]));
  // Flat at peaks and valleys, elsewhere the harmonic mean of both sides (Fritsch and Butland).
  const lean = points.map((_, at) => {
    const [before, after] = [slope[at - 1] ?? slope[at] ?? 0, slope[at] ?? slope[at - 1] ?? 0];
    return before * after <= 0 ? 0 : (2 * before * after) / (before + after);
  });
  const start = `M${points[0]!.map(short).join(" ")}`;
  return points.slice(1).reduce((path, [x, y], at) => {
    const [fromX, fromY] = points[at]!;
    const third = (x - fromX) / 3;
    const bend = [fromX + third, fromY + third * lean[at]!, x - third, y - third * lean[at + 1]!, x, y];
    return `${path}C${bend.map(short).join(" ")}`;
  }, start);
}

const short = (n: number) => Number(n.toFixed(2));
