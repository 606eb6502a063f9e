import { describe, expect, test } from "vitest";
import type { Column, ColumnHead } from "../src/chunks/data/columns";
import { shower } from "../src/chunks/data/format";
import { lanesOf, stretched, visibleLanes, type Lane } from "../src/chunks/grid/geometry";
import { Spot, Track } from "../src/chunks/grid/track";
import { inkOf } from "../src/chunks/grid/ink";
import { moved } from "../src/chunks/grid/keys";
import { labelled } from "../src/chunks/grid/cell";
import { found, sorted } from "../src/chunks/grid/order";
import { limits, NOTHING, selectCell, toggleColumn, toggleColumns, toggleRow } from "../src/chunks/grid/selection";
import { summarize } from "../src/chunks/grid/statistics";
import { HEADS } from "./tables";

describe("geometry", () => {
  const lane = (width: number, config = {}) => ({ width, column: { head: { config } } }) as Lane;

  test("draws only the columns in view", () => {
    const lanes = [lane(100), lane(100), lane(100), lane(100)];
    expect(visibleLanes(lanes, 150, 100)).toEqual([1, 3, 100]);
  });

  test("shares the room that is left, but not with fixed widths", () => {
    const lanes = stretched([lane(100, { width: 100 }), lane(50), lane(50)], 400);
    expect(lanes.map(({ width }) => width)).toEqual([100, 150, 150]);
  });

  test("leaves a column as wide as its reader has made it", () => {
    const named = (name: string) => ({ ...lane(50), column: { name, head: {} } }) as Lane;
    const lanes = stretched([named("a"), named("b")], 400, new Map([["a", 50]]));
    expect(lanes.map(({ width }) => width)).toEqual([50, 350]);
    expect(stretched(lanes, 500, new Map([["a", 50], ["b", 350]]))).toEqual(lanes);
  });

  test("reaches the last of a million rows", () => {
    const track = new Track(1_000_000, 35);
    expect(track.height).toBe(8_000_000);
    expect(track.first(track.height - 350, 350)).toBeCloseTo(999_990);
    expect(track.top(999_990, 350)).toBeCloseTo(track.height - 350);
  });

  describe("a reader", () => {
    const [million, view] = [new Track(1_000_000, 35), 350];
    const at = (row: number, track = million): [Spot, { scrollTop: number }] => {
      const [spot, box] = [new Spot(), { scrollTop: track.top(row, view) }];
      spot.first(track, 0, view);
      spot.first(track, box.scrollTop, view);
      return [spot, box];
    };

    test("is brought to any of a hundred million rows, however short the track", () => {
      const track = new Track(100_000_000, 35);
      const [spot, box] = at(70_000_000, track);
      expect(spot.show(70_000_012, view)).toBe(true);
      spot.settle(box, view);
      expect(spot.first(track, box.scrollTop, view)).toBe(70_000_003);
      expect(spot.show(70_000_003, view)).toBe(false);
    });

    test("misses no row by a wheel where the track is shorter than the rows", () => {
      const [spot, box] = at(500_000);
      const first = spot.first(million, (box.scrollTop += 70), view);
      expect(first).toBeCloseTo(500_002);
      expect(spot.settle(box, view)).toBe(true);
      expect(spot.first(million, box.scrollTop, view)).toBe(first);
      expect(spot.first(million, 0, view)).toBe(0);
    });

    test("reaches both ends by a wheel as in a short table", () => {
      const [spot, box] = at(10);
      expect(spot.first(million, (box.scrollTop -= 350), view)).toBe(0);
    });

    test.each([
      [50_000, 40_000, 1_000_000],
      [1_000_000, 500_000, 1_010_000],
      [1_000_000, 30_000, 50_000],
    ])("of %d rows stays at row %d where there are %d now", (rows, row, now) => {
      const [spot, box] = at(row, new Track(rows, 35));
      const track = new Track(now, 35);
      expect(spot.first(track, box.scrollTop, view)).toBeCloseTo(row);
      spot.settle(box, view);
      expect(spot.first(track, box.scrollTop, view)).toBeCloseTo(row);
      expect(track.first(box.scrollTop, view)).toBeCloseTo(row);
    });

    test("is at the end where the rows are gone", () => {
      const [spot, box] = at(500_000);
      expect(spot.first(new Track(50_000, 35), box.scrollTop, view)).toBe(49_990);
    });
  });

  test("keys stay within the table", () => {
    const key = (name: string, ctrlKey = false) => ({ key: name, ctrlKey, metaKey: false });
    expect(moved(key("ArrowUp"), { row: 0, lane: 0 }, 5, 2, 3)).toEqual({ row: 0, lane: 0 });
    expect(moved(key("End", true), { row: 0, lane: 0 }, 5, 2, 3)).toEqual({ row: 4, lane: 1 });
    expect(moved(key("a"), { row: 0, lane: 0 }, 5, 2, 3)).toBeNull();
    expect(moved(key("ArrowDown"), null, 0, 2, 3)).toBeNull();
  });

  test("of a long table is told by the rows that are here, and by how the others are counted", () => {
    const asked = new Set<number>();
    const get = (row: number) => (asked.add(row), row);
    const index = { name: "", head: { ...HEADS[0]!, range: [0, 1] } as ColumnHead, get };
    const columns: Column[] = [index, { name: "n", head: { ...HEADS[1]! }, get }];
    const shows = columns.map(({ head }) => shower(head));
    const measure = (text: string) => 100 * text.length;
    const [counted, drawn] = lanesOf(columns, shows, 1_000_000, { window: 100, hide_index: false }, measure);
    expect(asked.size).toBe(100);
    expect(counted!.width - drawn!.width).toBe(measure("999999") - measure("99"));
  });
});

describe("order", () => {
  const values = [3, null, 1, 2];
  const get = (row: number) => values[row]!;

  test("puts missing values last, upwards and downwards", () => {
    expect(sorted([0, 1, 2, 3], get, false)).toEqual([2, 3, 0, 1]);
    expect(sorted([0, 1, 2, 3], get, true)).toEqual([0, 3, 2, 1]);
  });

  test.each([
    [["1.5", "1.25", "-2", "-10", "0.5"], [3, 2, 4, 1, 0]],
    [["9007199254740993", "9007199254740992", "-9007199254740993", "-9007199254740992"], [2, 3, 1, 0]],
    [["0.10000000000000000002", "0.10000000000000000001", "0.1"], [2, 1, 0]],
    [["1E+400", "Infinity", "1E+30", null, "-Infinity", "7"], [4, 5, 2, 0, 1, 3]],
    [["10", 9, "-0.5", 2 ** 53], [2, 1, 0, 3]],
  ])("of numbers that are written out is by their size", (texts, order) => {
    const of = (row: number) => texts[row]!;
    const rows = [...texts.keys()];
    expect(sorted(rows, of, false, true)).toEqual(order);
  });

  test("finds rows that have all the words", () => {
    const texts = [(row: number) => ["Ann Lee", "Bob", "Anna"][row]!, (row: number) => `${row}`];
    expect(found([0, 1, 2], texts, "ann")).toEqual([0, 2]);
    expect(found([0, 1, 2], texts, "ann 2")).toEqual([2]);
  });
});

test("what stands in a list is told as it is", () => {
  const told = [{ a: "x" }, [1, 2], null, 5, "t"].map(labelled({}));
  expect(told).toEqual(['{"a":"x"}', "1,2", "None", "5", "t"]);
  expect(labelled({ options: [5], labels: ["five"] })(5)).toBe("five");
});

describe("statistics", () => {
  const column = (type: string, values: any[]) =>
    summarize({ head: { name: "a", type, enc: "f8" }, name: "a", get: (row) => values[row] }, values.length);

  test("of numbers are extremes, a mean and bins", () => {
    const { numbers, bins, ...told } = column("int", [1, 2, 2, null, 7]);
    expect(told).toEqual({ rows: 5, missing: 1, distinct: 3 });
    expect(numbers).toEqual({ min: 1, max: 7, mean: 3, median: 2, deviation: expect.closeTo(2.708, 3) });
    expect(bins).toEqual([1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  test("of all others are the most frequent ones", () => {
    expect(column("text", ["b", "a", "a", null]).tops).toEqual([["a", 2], ["b", 1]]);
    expect(column("bool", [true, false, true]).tops).toEqual([["true", 2], ["false", 1]]);
    expect(column("list", ["[1,2]", "[]"]).tops).toEqual([["1, 2", 1], ["", 1]]);
  });

  test("of nothing say so", () => {
    expect(column("float", [null])).toEqual({ rows: 1, missing: 1, distinct: 0 });
  });
});

describe("selection", () => {
  test("keeps to what its modes allow", () => {
    const one = limits(["single-row"]);
    expect(toggleRow(toggleRow(NOTHING, 1, one), 2, one).rows).toEqual([2]);
    const many = limits(["multi-row"]);
    expect(toggleRow(toggleRow(NOTHING, 2, many), 1, many).rows).toEqual([1, 2]);
    const required = limits(["single-row-required"]);
    expect(toggleRow({ ...NOTHING, rows: [1] }, 1, required).rows).toEqual([1]);
  });

  test("takes the columns of a group that it lacks, and releases a whole one", () => {
    const some = toggleColumns({ ...NOTHING, columns: ["z", "b"] }, ["a", "b"]);
    expect(some.columns).toEqual(["z", "a", "b"]);
    expect(toggleColumns(some, ["a", "b"]).columns).toEqual(["z"]);
  });

  test("releases what is selected once more", () => {
    const limit = limits(["single-column", "multi-cell"]);
    expect(toggleColumn({ ...NOTHING, columns: ["a"] }, "a", limit).columns).toEqual([]);
    const cell = selectCell(NOTHING, [0, "a"], limit, false);
    expect(selectCell(cell, [1, "b"], limit, true).cells).toEqual([
      [0, "a"],
      [1, "b"],
    ]);
    expect(selectCell(cell, [0, "a"], limit, false).cells).toEqual([]);
  });
});

test("a column draws in the colour that it was told, or by whether its values are good", () => {
  expect([inkOf(null, true), inkOf("grey", true), inkOf("#483d8b", true)]).toEqual([
    "var(--rs-accent)",
    "var(--rs-gray)",
    "#483d8b",
  ]);
  expect([inkOf("auto", false), inkOf("auto-inverse", false)]).toEqual([
    "var(--rs-red)",
    "var(--rs-green)",
  ]);
});
