import { curve } from "../src/chunks/data/sparkline";
import { describe, expect, test, vi } from "vitest";
import { readColumns, readObjects, type Column, type ColumnHead } from "../src/chunks/data/columns";
import { drawable, drawableItems, shower } from "../src/chunks/data/format";
import { headingsOf, runsOf } from "../src/chunks/data/headings";
import { aheadOf, clockOf, momentOf } from "../src/chunks/data/zones";
import { copied, fromTsv, pasted, toTsv } from "../src/chunks/grid/clipboard";
import {
  foldEdits,
  NO_EDITS,
  rowsOf,
  shownIso,
  toIso,
  unfoldEdits,
  valueOf,
  withCells,
  withRow,
  withoutRows,
} from "../src/chunks/grid/edits";
import { lanesOf, stretched, Track, visibleLanes, type Lane } from "../src/chunks/grid/geometry";
import { inkOf } from "../src/chunks/grid/ink";
import { moved } from "../src/chunks/grid/keys";
import { isWithin, rangeOf } from "../src/chunks/grid/place";
import type { TableProps } from "../src/chunks/grid/props";
import { readText } from "../src/chunks/grid/read";
import { found, sorted, toCsv } from "../src/chunks/grid/order";
import { Remote } from "../src/chunks/grid/remote";
import { summarize } from "../src/chunks/grid/statistics";
import { limits, NOTHING, selectCell, toggleColumn, toggleColumns, toggleRow } from "../src/chunks/grid/selection";

/** A block as the kernel makes it: a column of integers, one of texts, nulls for both. */
function block() {
  const bytes = new ArrayBuffer(45);
  new Int32Array(bytes, 0, 3).set([5, 0, 7]);
  new Uint8Array(bytes, 16, 3).set([0, 1, 0]);
  new Int32Array(bytes, 24, 3).set([2, 0, 2]);
  new Uint8Array(bytes, 40, 5).set(new TextEncoder().encode("aébc"));
  return bytes;
}

const HEADS: ColumnHead[] = [
  { name: null, type: "int", enc: "range", range: [10, 2], index: true },
  { name: "n", type: "int", enc: "i4", at: 0, nulls: 16 },
  { name: ["x", "y"], type: "text", enc: "text", at: 24, text: 40 },
];

describe("columns", () => {
  test("are read where the list says", () => {
    const [index, n, text] = readColumns(3, HEADS, block());
    expect([0, 1, 2].map(index!.get)).toEqual([10, 12, 14]);
    expect([0, 1, 2].map(n!.get)).toEqual([5, null, 7]);
    expect([0, 1, 2].map(text!.get)).toEqual(["aé", "", "bc"]);
    expect(text!.name).toBe("x_y");
  });

  test("may lie at any place of a buffer", () => {
    const padded = new Uint8Array(46);
    padded.set(new Uint8Array(block()), 1);
    const view = new DataView(padded.buffer, 1);
    expect(readObjects(1, HEADS, view)).toEqual([{ "": 10, n: 5, x_y: "aé" }]);
  });

  test("are shown as their types and configurations say", () => {
    const head = { name: "a", enc: "f8" } as const;
    expect(shower({ ...head, type: "float" })(1234.56789)).toBe("1234.5679");
    expect(shower({ ...head, type: "float", config: { format: "%.1f" } }, 6)(1)).toBe("1.0");
    expect(shower({ ...head, type: "float" }, 6)(1000 / 3)).toBe("333.333333");
    expect(shower({ ...head, type: "float" })(-0)).toBe("0");
    expect(shower({ ...head, type: "date" })(0)).toBe("1970-01-01");
    expect(shower({ ...head, type: "datetime", tz: "Asia/Tokyo" })(0)).toBe("1970-01-01 09:00:00+09:00");
    expect(shower({ ...head, type: "list" })("[1,2]")).toBe("1, 2");
    expect(shower({ ...head, type: "int" })(null)).toBe("");
  });
});

describe("a long table", () => {
  test("asks again when it is told of a change of other rows than it has", () => {
    const asked: { ask: number }[] = [];
    const remote = new Remote((content) => asked.push(content));
    const [columns, data] = [HEADS.slice(0, 1), new ArrayBuffer(8)];
    const told = { event: "rows", row: 1, view: remote.id, ask: 1, start: 400, total: 1000 } as const;
    remote.take({ rows: 1000, window: 3, columns, data } as unknown as TableProps);
    remote.want(500, 503);
    remote.receive({ ...told, rows: 300, columns, data });
    expect(asked.length).toBe(1);
    remote.receive({ ...told, rows: 300, splice: { cuts: [1, 1, 1], bytes: data.slice(1, 2), sum: 7 } });
    expect(asked.map(({ ask }) => ask)).toEqual([1, 2]);
  });

  test("tells whoever waits for an answer that there is no kernel any more", async () => {
    const remote = new Remote(() => {});
    const [columns, data] = [HEADS.slice(0, 1), new ArrayBuffer(8)];
    remote.take({ rows: 1000, window: 3, columns, data } as unknown as TableProps);
    const asked = remote.about(0);
    remote.lose();
    await expect(asked).rejects.toThrow("There is no kernel.");
    await expect(remote.about(0)).rejects.toThrow("There is no kernel.");
  });

  const long = (say: (content: { ask: number }) => void = () => {}) => {
    const remote = new Remote(say);
    remote.take({ rows: 1000, window: 3, columns: HEADS.slice(0, 1), data: new ArrayBuffer(8) } as unknown as TableProps);
    return remote;
  };

  test("is drawn anew once it has no kernel, and waits for nothing then", () => {
    vi.useFakeTimers();
    const remote = long();
    remote.want(500, 503);
    vi.advanceTimersByTime(1000);
    expect(remote.slow).toBe(true);
    const before = remote.changes;
    remote.lose();
    expect(remote.changes).toBeGreaterThan(before);
    expect(remote.slow).toBe(false);
    vi.useRealTimers();
  });

  test("says that whoever reads all of its rows waits for a busy kernel", () => {
    vi.useFakeTimers();
    const remote = long();
    void remote.during("Reading.", remote.about(0));
    expect([remote.doing, remote.slow]).toEqual(["Reading.", false]);
    vi.advanceTimersByTime(1000);
    expect(remote.slow).toBe(true);
    vi.useRealTimers();
  });

  test("tells whoever reads it that it has become one of other columns", async () => {
    const remote = long();
    const read = remote.during("Reading.", remote.about(0));
    remote.take({ rows: 1000, window: 3, columns: HEADS.slice(1, 2), data: new ArrayBuffer(24) } as unknown as TableProps);
    await read;
    expect([remote.problem, remote.doing]).toEqual(["The table has changed while it was read.", null]);
  });

  const answer = (remote: Remote, { ask, start, stop }: any, total: number) =>
    remote.receive({
      ...{ event: "rows", row: 1, view: remote.id, ask, start, total, rows: stop - start },
      ...{ columns: HEADS.slice(0, 1), data: new ArrayBuffer(0) },
    });

  test("is read in the order in which its reader has it, whatever is called for meanwhile", async () => {
    const asked: any[] = [];
    const remote = long((content) => asked.push(content));
    remote.take({ rows: 5000, window: 3, columns: HEADS.slice(0, 1), data: new ArrayBuffer(8) } as unknown as TableProps);
    const parts = remote.read(0, 5000);
    const first = parts.next();
    remote.arrange({ sort: [0, true], query: "", columns: [] });
    answer(remote, asked[0], 5000);
    await first;
    const second = parts.next();
    expect(asked.map(({ start, sort, keep }) => [start, sort, Boolean(keep)])).toEqual([
      [0, null, false],
      [0, [0, true], true],
      [2000, null, false],
    ]);
    answer(remote, asked[2], 4000);
    await expect(second).rejects.toThrow("The table has changed while it was read.");
  });

  test("knows how many rows have some words once the kernel has told", () => {
    const remote = long();
    remote.arrange({ sort: null, query: "words", columns: [0] });
    expect(remote.found("words")).toBe(null);
    const told = { event: "rows", row: 1, view: remote.id, ask: 1, start: 0, total: 5, rows: 0 } as const;
    remote.receive({ ...told, columns: HEADS.slice(0, 1), data: new ArrayBuffer(0), places: new ArrayBuffer(0) });
    expect(remote.found("words")).toBe(5);
    expect(remote.found("other words")).toBe(null);
  });
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

describe("order", () => {
  const values = [3, null, 1, 2];
  const get = (row: number) => values[row]!;

  test("puts missing values last, upwards and downwards", () => {
    expect(sorted([0, 1, 2, 3], get, false)).toEqual([2, 3, 0, 1]);
    expect(sorted([0, 1, 2, 3], get, true)).toEqual([0, 3, 2, 1]);
  });

  test("finds rows that have all the words", () => {
    const texts = [(row: number) => ["Ann Lee", "Bob", "Anna"][row]!, (row: number) => `${row}`];
    expect(found([0, 1, 2], texts, "ann")).toEqual([0, 2]);
    expect(found([0, 1, 2], texts, "ann 2")).toEqual([2]);
  });

  test("writes what spreadsheets read", () => {
    expect(toCsv(["a", 'b"'], [0], [() => "x,y", () => "z"])).toBe('a,"b"""\r\n"x,y",z\r\n');
  });
});

describe("edits", () => {
  const [, n] = readColumns(3, HEADS, block());

  test("stand over the table's values", () => {
    const edits = withCells(NO_EDITS, 3, [[0, "n", 9]]);
    expect(valueOf(n!, 0, 3, edits)).toBe(9);
    expect(valueOf(n!, 2, 3, edits)).toBe(7);
  });

  test("add rows at the end, with their defaults", () => {
    const column = { ...n!, head: { ...n!.head, config: { default: 4 } } };
    const edits = withRow(NO_EDITS, [column]);
    expect(rowsOf(3, edits)).toEqual([0, 1, 2, 3]);
    expect(valueOf(column, 3, 3, edits)).toBe(4);
  });

  test("delete rows of the table and new ones", () => {
    const edits = withoutRows(withRow(withCells(NO_EDITS, 3, [[1, "n", 1]]), []), [1, 3], 3);
    expect(edits).toEqual({ edited_rows: {}, added_rows: [], deleted_rows: [1] });
  });

  test("leave those before them as they were", () => {
    const before = withCells(withRow(NO_EDITS, []), 3, [[0, "n", 9], [3, "n", 8]]);
    const after = withCells(before, 3, [[0, "n", 1], [0, "m", 2], [3, "n", 3]]);
    expect(before).toEqual({ edited_rows: { 0: { n: 9 } }, added_rows: [{ n: 8 }], deleted_rows: [] });
    expect(after).toEqual({ edited_rows: { 0: { n: 1, m: 2 } }, added_rows: [{ n: 3 }], deleted_rows: [] });
  });

  test("travel with many rows that were deleted in succession as the first and the last", () => {
    const rows = [...Array(2000).keys()];
    const edits = withoutRows(NO_EDITS, [...rows, 5000], 9000);
    expect(foldEdits(edits).deleted_rows).toEqual([[0, 1999], 5000]);
    expect(unfoldEdits(foldEdits(edits))).toEqual(edits);
  });

  test("have times as ISO texts", () => {
    expect(toIso(0, "date")).toBe("1970-01-01");
    expect(toIso(3_723_000, "time")).toBe("01:02:03");
    expect(toIso(0, "datetime")).toBe("1970-01-01T00:00:00");
  });
});

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

  test("reaches the last of a million rows", () => {
    const track = new Track(1_000_000, 35);
    expect(track.height).toBe(8_000_000);
    expect(track.first(track.height - 350, 350)).toBeCloseTo(999_990);
    expect(track.scrollTo(999_999, 0, 350)).toBeCloseTo(track.height - 350);
    expect(track.scrollTo(3, 0, 350)).toBeNull();
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

describe("time zones", () => {
  const at = Date.parse("2026-07-01T12:00:00Z");
  const moments = (tz: string): Column => ({
    ...{ name: "t", get: () => at },
    head: { name: "t", type: "datetime", enc: "f8", tz },
  });

  test("have clocks, also such as have no name", () => {
    const told = (zone?: string) => aheadOf(clockOf(zone)(at) - at);
    const zones = ["America/New_York", "+05:30", "-03:30", "Nowhere/Else", undefined];
    expect(zones.map(told)).toEqual(["-04:00", "+05:30", "-03:30", "+00:00", "+00:00"]);
  });

  test("are left where their clocks were: an hour that comes twice is the first of both", () => {
    const oslo = clockOf("Europe/Oslo");
    for (const utc of ["2026-01-01T00:00Z", "2026-07-01T00:00Z", "2026-10-25T00:30Z", "2026-03-29T01:30Z"])
      expect(momentOf(oslo, oslo(Date.parse(utc)))).toBe(Date.parse(utc));
    const twice = Date.parse("2026-10-25T01:30Z");
    expect(momentOf(oslo, oslo(twice))).toBe(twice - 3_600_000);
  });

  test("are told behind a time, and where a format asks for them", () => {
    const { head } = moments("+05:30");
    expect(shower(head)(at)).toBe("2026-07-01 17:30:00+05:30");
    expect(shower({ ...head, config: { format: "HH:mm [in Z] Z" } })(at)).toBe("17:30 in Z +05:30");
    expect(shower({ ...head, config: { timezone: "UTC" } })(at)).toBe("2026-07-01 12:00:00+00:00");
    expect(shower({ ...head, tz: undefined })(at)).toBe("2026-07-01 12:00:00");
  });

  test("are those of what is typed, pasted, and edited", () => {
    const column = moments("America/New_York");
    expect(shownIso(at, column.head)).toBe("2026-07-01T08:00:00");
    expect(readText("2026-07-01 08:00:00", column)).toBe("2026-07-01T08:00:00");
    expect(readText("2026-07-01 14:00:00+02:00", column)).toBe("2026-07-01T08:00:00");
    const edits = withCells(NO_EDITS, 1, [[0, "t", "2026-07-01T08:00:00"]]);
    expect(valueOf(column, 0, 1, edits)).toBe(at);
  });
});

describe("headings", () => {
  const head = (name: ColumnHead["name"], label?: string): ColumnHead => ({
    ...{ name, type: "int", enc: "i4" },
    ...(label && { config: { label } }),
  });

  test("of several levels are those above, and the last one that says something", () => {
    expect(headingsOf(head(["X", "A", "a"]))).toEqual({ group: "X / A", label: "a" });
    expect(headingsOf(head(["X", "", 1]))).toEqual({ group: "X", label: "1" });
    expect(headingsOf(head(["X", "", null]))).toEqual({ group: "", label: "X" });
    expect(headingsOf(head("a"))).toEqual({ group: "", label: "a" });
    expect(headingsOf(head(["X", "a"], "Given"))).toEqual({ group: "X", label: "Given" });
  });

  test("are named as in Python", () => {
    const heads = [head(true), head(["A", false]), head([null, 1])].map((each) => ({ ...each, at: 0 }));
    expect(readColumns(0, heads, new ArrayBuffer(0)).map(({ name }) => name)).toEqual(["True", "A_False", "None_1"]);
  });

  test("are shared by neighbours alone", () => {
    expect(runsOf([..."aabba"], (a, b) => a === b)).toEqual([
      ...[{ from: 0, to: 2 }, { from: 2, to: 4 }, { from: 4, to: 5 }],
    ]);
    expect(runsOf([], () => true)).toEqual([]);
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

const column = (type: string, config = {}) => ({
  name: type,
  head: { name: type, type, enc: "text", editable: true, config } as ColumnHead,
  get: () => null,
});

describe("a cell reads from text", () => {
  test("numbers, within their bounds", () => {
    const whole = column("int", { max_value: 10 });
    expect(["7", "1,000", "x", ""].map((text) => readText(text, whole))).toEqual([
      7,
      undefined,
      undefined,
      null,
    ]);
  });

  test("dates and times in ISO form, or as the browser reads them", () => {
    expect(readText("2026-05-17 08:45:00", column("datetime"))).toBe("2026-05-17T08:45:00");
    expect(readText("May 17, 2026", column("date"))).toBe("2026-05-17");
    expect(readText("8:45 PM", column("time"))).toBe("20:45:00");
    expect(readText("soon", column("date"))).toBeUndefined();
  });

  test("options by their labels, several with commas", () => {
    const config = { options: [1, 2], labels: ["one", "two"] };
    expect(readText("two", column("int", { ...config, type: "selectbox" }))).toBe(2);
    expect(readText("three", column("int", { ...config, type: "selectbox" }))).toBeUndefined();
    expect(readText("two, one, x", column("list", { ...config, type: "multiselect" }))).toEqual([2, 1]);
  });

  test("texts as the program wants them", () => {
    const strict = column("text", { validate: "^[a-z]+$", required: true });
    expect(["abc", "A", ""].map((text) => readText(text, strict))).toEqual([
      "abc",
      undefined,
      undefined,
    ]);
  });
});

describe("the clipboard", () => {
  test("has cells as spreadsheets write them", () => {
    const texts = [["a", "x\ty"], ['say "hi"', ""]];
    const text = toTsv({ top: 0, bottom: 1, left: 0, right: 1 }, ({ row, lane }) => texts[row]![lane]!);
    expect(text).toBe('a\t"x\ty"\n"say ""hi"""\t');
    expect(fromTsv(`${text}\r\n`)).toEqual(texts);
  });

  test("has numbers in full and dates in ISO form", () => {
    const lane = (type: string) => ({ column: column(type), show: () => "shown" }) as unknown as Lane;
    expect(copied(0.123456, lane("float"))).toBe("0.123456");
    expect(copied(0, lane("datetime"))).toBe("1970-01-01 00:00:00");
    expect(copied("x", lane("text"))).toBe("shown");
  });

  test("fills cells from the active one on, and adds rows where that may be", () => {
    const columns = [column("text"), column("int")];
    const lanes = columns.map((each) => ({ column: each }) as unknown as Lane);
    const table = { columns, lanes, rows: [0, 1], count: 2, grows: true, mayEdit: () => true };
    const lines = [["a", "1", "beyond"], ["b", "no"], ["c"]];
    const at = { row: 1, lane: 0 };
    expect(pasted(NO_EDITS, lines, at, table)).toEqual({
      edited_rows: { 1: { text: "a", int: 1 } },
      added_rows: [{ text: "b" }, { text: "c" }],
      deleted_rows: [],
    });
    expect(pasted(NO_EDITS, lines, at, { ...table, grows: false }).added_rows).toEqual([]);
  });

  test("fills many thousands of cells and rows", () => {
    const columns = [column("int")];
    const lanes = columns.map((each) => ({ column: each }) as unknown as Lane);
    const count = 30_000;
    const rows = { at: (row: number) => (row < count ? row : undefined) };
    const table = { columns, lanes, rows, count, grows: true, mayEdit: () => true };
    const lines = Array.from({ length: 2 * count }, (_, at) => [String(at)]);
    const { edited_rows, added_rows } = pasted(NO_EDITS, lines, { row: 0, lane: 0 }, table);
    expect(edited_rows[count - 1]).toEqual({ int: count - 1 });
    expect(added_rows.length).toBe(count);
    expect(added_rows.at(-1)).toEqual({ int: 2 * count - 1 });
  });

  test("holds the block between two corners", () => {
    const range = rangeOf({ row: 3, lane: 1 }, { row: 1, lane: 2 });
    expect(range).toEqual({ top: 1, bottom: 3, left: 1, right: 2 });
    expect([isWithin(range, 2, 1), isWithin(range, 2, 0)]).toEqual([true, false]);
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

test("a sparkline is smooth, and goes nowhere beyond its values", () => {
  expect(curve([[0, 0], [3, 3], [6, 0]])).toBe("M0 0C1 1 2 3 3 3C4 3 5 1 6 0");
  expect(curve([[1, 2]])).toBe("M1 2");
});

test("of a text as long as a book its beginning is drawn", () => {
  expect(drawable("short")).toBe("short");
  expect(drawable("x".repeat(1_000_000))).toBe(`${"x".repeat(1_000)}…`);
  expect(drawableItems(JSON.stringify(Array(5_000).fill(1)))).toHaveLength(100);
});
