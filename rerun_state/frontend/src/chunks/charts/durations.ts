// Durations along the axes of a chart, which has them in milliseconds. The twin of
// elements/charts/guides.py, which names these functions.
import { formatTimedelta } from "../../format/date";

type Register = (name: string, called: (...values: any[]) => unknown) => unknown;

const [SECOND, MINUTE, HOUR, DAY] = [1e3, 6e4, 36e5, 864e5];
const STEPS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].flatMap((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].flatMap((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].flatMap((count) => count * HOUR),
];
const MOST = 6;

/** Let specifications write durations, and ask for the ticks of an axis of them. */
export function knowDurations(register: Register): void {
  register("rerun_duration", (value) => (value === null ? "" : formatTimedelta(value * 1000)));
  register("rerun_duration_ticks", ticksOf);
}

/** Round durations from one end of an axis to the other. */
export function ticksOf(domain: number[]): number[] {
  const [low, high] = [Math.min(...domain), Math.max(...domain)];
  const least = (high - low) / MOST;
  if (!(least > 0) || !Number.isFinite(least)) return [low].filter(Number.isFinite);
  const step = STEPS.find((each) => each >= least) ?? days(least);
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, at) => (first + at) * step);
}

/** A round number of days. */
function days(least: number): number {
  const magnitude = DAY * 10 ** Math.floor(Math.log10(least / DAY));
  return magnitude * ([1, 2, 5].find((each) => each * magnitude >= least) ?? 10);
}
