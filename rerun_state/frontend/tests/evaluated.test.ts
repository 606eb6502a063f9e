import { expect, test } from "vitest";
import { shapeOf, taking } from "../src/chunks/charts/evaluated";
import { charted } from "./charted";

const domain = { data: "order", field: "x" };
const evaluated = { signals: { bins: { start: 0 } }, domains: { x: domain }, dropped: ["rows"] };
const props = { ...charted({ made: [1], order: [2] }), evaluated };
const vega = {
  data: [{ name: "store" }, { name: "rows" }, { name: "made", source: "rows", transform: [{ type: "bin" }] }],
  signals: [{ name: "unit" }],
  scales: [
    { name: "x", type: "band", domain: { data: "rows" } },
    { name: "y", domain: [0, 1] },
  ],
};

test("what the kernel has made stands in the places of what Vega would make", () => {
  const made = taking(props)!(vega);
  expect(made.data).toEqual([
    { name: "store" },
    { name: "made", values: [{ x: 1 }] },
    { name: "order", values: [{ x: 2 }] },
  ]);
  expect(made.signals).toEqual([{ name: "unit" }, { name: "bins", value: { start: 0 } }]);
  expect(made.scales).toEqual([
    { name: "x", type: "band", domain },
    { name: "y", domain: [0, 1] },
  ]);
});

test("a chart with all its rows is left as it is", () => {
  expect(taking({ datasets: props.datasets })).toBeUndefined();
});

test("other values are no other chart, and other tables are", () => {
  const shape = shapeOf(props);
  const moved = { ...props, evaluated: { ...evaluated, signals: { bins: { start: 5 } } } };
  expect(shapeOf(moved)).toEqual(shape);
  expect(shapeOf({ ...props, ...charted({ made: [1] }) })).not.toEqual(shape);
  expect(shapeOf({ datasets: props.datasets })).not.toEqual(shape);
});
