import { expect, test } from "vitest";
import { knowDurations, ticksOf } from "../src/chunks/charts/durations";

const [MINUTE, HOUR, DAY] = [6e4, 36e5, 864e5];

test.each([
  [[0, 90_000], [0, 15_000, 30_000, 45_000, 60_000, 75_000, 90_000]],
  [[0, 1_000 * MINUTE], [0, 3, 6, 9, 12, 15].map((hours) => hours * HOUR)],
  [[90 * DAY, 5 * DAY], [20, 40, 60, 80].map((days) => days * DAY)],
  [[0, 4_000 * DAY], [0, 1_000, 2_000, 3_000, 4_000].map((days) => days * DAY)],
  [[-5, 90], [0, 20, 40, 60, 80]],
  [[7, 7], [7]],
  [[NaN, NaN], []],
  [[], []],
])("an axis over %s milliseconds has its ticks at round durations", (domain, ticks) => {
  expect(ticksOf(domain)).toEqual(ticks);
});

test("a chart writes durations as tables do", () => {
  const known: Record<string, (value: any) => unknown> = {};
  knowDurations((name, called) => (known[name] = called));
  expect(known["rerun_duration"]!(90 * MINUTE)).toBe("1 h 30 min");
  expect(known["rerun_duration"]!(null)).toBe("");
  expect(known["rerun_duration_ticks"]).toBe(ticksOf);
});
