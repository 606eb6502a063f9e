import { expect, test } from "vitest";
import { Detail } from "../src/chunks/charts/detail";
import { Drawn } from "../src/chunks/charts/drawn";
import { charted } from "./charted";

const props = charted({ source: [1, 2] });

/** A chart as Vega has it, and what it was told. */
function stage() {
  const told: unknown[] = [];
  const listeners: unknown[] = [];
  const view = {
    data: (name: string, rows: any[]) => told.push([name, ...rows.map(({ x }) => x)]),
    width: (width: number) => told.push(width),
    runAsync: async () => told.push("drawn"),
    signal: (name: string, ...value: unknown[]) => (value.length ? told.push({ [name]: value[0] }) : {}),
    addSignalListener: (_: string, listener: unknown) => listeners.push(listener),
    removeSignalListener: (_: string, listener: unknown) => listeners.splice(listeners.indexOf(listener), 1),
  };
  return { chart: new Drawn(view, { props, width: 400 }), told, listeners };
}

test("what has changed while a chart was drawn is put into it, and nothing else", () => {
  const { chart, told } = stage();
  chart.update({ props, width: 400, detail: null });
  expect(told).toEqual([]);
  chart.update({ props: charted({ source: [1, 2], other: [1, 2] }), width: 400, detail: null });
  told.length = 0;
  chart.update({ props: charted({ source: [3], other: [1, 2] }), width: 300, detail: null });
  expect(told).toEqual([["source", 3], 300, "drawn"]);
  told.length = 0;
  chart.update({ props: charted({ source: [3], other: [1, 4] }), width: 300, detail: null });
  expect(told).toEqual([["other", 1, 4], "drawn"]);
});

test("where bins begin is told with the rows that are in them", () => {
  const { chart, told } = stage();
  const evaluated = { signals: { bins: 5 }, domains: {}, dropped: [] };
  chart.update({ props: { ...charted({ source: [3] }), evaluated }, width: 400, detail: null });
  expect(told).toEqual([["source", 3], { bins: 5 }, "drawn"]);
});

test("who asks the kernel for more comes and goes, and the chart stays", () => {
  const { chart, told, listeners } = stage();
  const detail = new Detail(() => {});
  chart.update({ props, width: 400, detail });
  chart.update({ props, width: 400, detail });
  expect(listeners).toHaveLength(1);
  chart.update({ props, width: 400, detail: null });
  expect(listeners).toEqual([]);
  expect(told).toEqual([]);
});
