import { describe, expect, test } from "vitest";
import { readColumns, readObjects, type Cell, type Column, type ColumnHead } from "../src/chunks/data/columns";
import { drawable, drawableItems, shower } from "../src/chunks/data/format";
import { headingsOf, runsOf } from "../src/chunks/data/headings";
import { curve } from "../src/chunks/data/sparkline";
import { aheadOf, clockOf, momentOf } from "../src/chunks/data/zones";
import { NO_EDITS, shownIso, valueOf, withCells } from "../src/chunks/grid/edits";
import { readText } from "../src/chunks/grid/read";
import { block, HEADS } from "./tables";

describe("columns", () => {
  test("are read where the list says", () => {
    const [index, n, text] = readColumns(3, HEADS, block());
    expect([0, 1, 2].map(index!.get)).toEqual([10, 12, 14]);
    expect([0, 1, 2].map(n!.get)).toEqual([5, null, 7]);
    expect([0, 1, 2].map(text!.get)).toEqual(["aé", "", "bc"]);
    expect(text!.name).toBe("x_y");
  });

  test("may have texts that are told once", () => {
    const head: ColumnHead = { name: "c", type: "text", enc: "code", at: 0, nulls: 3, texts: ["a", "é"] };
    const data = new Uint8Array([1, 0, 0, 0, 0, 1]).buffer;
    expect(readObjects(3, [head], data)).toEqual([{ c: "é" }, { c: "a" }, { c: null }]);
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

  test.each<[ColumnHead["type"], Cell, string]>([
    ["int", 1704164645, "02.01.2024 03:04"],
    ["int", 1704164645000, "02.01.2024 03:04"],
    ["int", "1704164645000000000", "02.01.2024 03:04"],
    ["float", -0.5, "31.12.1969 23:59"],
    ["text", "2024-01-02", "02.01.2024 00:00"],
    ["text", "2024-01-02T03:04:05.6", "02.01.2024 03:04"],
    ["text", "2024-01-02 05:04:05+02:00", "02.01.2024 03:04"],
    ["text", "soon", "soon"],
    ["text", "2024-13-45", "2024-13-45"],
  ])("of %s are shown as the moments that %j stands for, as in Streamlit", (type, value, text) => {
    const config = { type: "datetime", format: "DD.MM.YYYY HH:mm" };
    expect(shower({ name: "t", enc: "f8", type, config })(value)).toBe(text);
  });

  test.each([undefined, "iso8601", "distance", "localized"])(
    "that are farther off than browsers count are numbers, with format %s",
    (format) => {
      const head: ColumnHead = { name: "t", enc: "f8", type: "datetime", config: { format } };
      expect(shower(head)(1e17)).toBe("100000000000000000");
      expect(shower({ ...head, tz: "Europe/Oslo" })(1e17)).toBe("100000000000000000");
    },
  );
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

test("a sparkline is smooth, and goes nowhere beyond its values", () => {
  expect(curve([[0, 0], [3, 3], [6, 0]])).toBe("M0 0C1 1 2 3 3 3C4 3 5 1 6 0");
  expect(curve([[1, 2]])).toBe("M1 2");
});

test("of a text as long as a book its beginning is drawn", () => {
  expect(drawable("short")).toBe("short");
  expect(drawable("x".repeat(1_000_000))).toBe(`${"x".repeat(1_000)}…`);
  expect(drawableItems(JSON.stringify(Array(5_000).fill(1)))).toHaveLength(100);
});
