import { expect, test } from "vitest";
import { chosenIn, ranged, resume, selectable } from "../src/chunks/charts/resumed";

const BRUSH = { name: "brush", select: "interval" };

function resumed(chosen: unknown): unknown {
  const spec = { params: [{ ...BRUSH }] };
  resume(spec, () => chosen);
  return (spec.params[0] as { value?: unknown }).value;
}

test("a chart that is drawn anew begins with the range that was selected", () => {
  expect(resumed({ x: [1, 2], y: [3, 4] })).toEqual({ x: [1, 2], y: [3, 4] });
  expect(resumed({ t: [new Date(5), new Date(6)] })).toEqual({ t: [5, 6] });
});

test("a range whose data are gone is none", () => {
  expect(ranged({ x: [NaN, NaN], y: [3, 4], k: ["a"] })).toEqual({ y: [3, 4], k: ["a"] });
  expect(resumed({ x: [NaN, NaN] })).toBeUndefined();
});

test("a chart that is drawn anew begins with the points that were selected", () => {
  expect(resumed({ vlPoint: { or: [{ k: "a" }] }, k: ["a"] })).toEqual([{ k: "a" }]);
  expect(resumed([{ k: "a" }])).toEqual([{ k: "a" }]);
});

test("what was not selected, or is known to one chart alone, stays away", () => {
  const points = [{ _vgsid_: 7 }];
  for (const nothing of [undefined, null, {}, [], { vlPoint: { or: points } }, points, 7])
    expect(resumed(nothing)).toBeUndefined();
});

test("parameters of charts within a chart are found, and those that are no selections are not", () => {
  const spec = { params: [{ name: "slider", bind: {} }], hconcat: [{ layer: [{ params: [BRUSH] }] }, {}] };
  expect(selectable(spec)).toEqual(["brush"]);
  expect(chosenIn({ signal: (name) => `${name}!` }, ["brush"])).toEqual({ brush: "brush!" });
});
