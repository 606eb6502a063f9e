import { describe, expect, test } from "vitest";
import { readColumns, type Column, type ColumnHead } from "../src/chunks/data/columns";
import { copied, fromTsv, pasted, toTsv } from "../src/chunks/grid/clipboard";
import {
  foldEdits,
  type Edits,
  isWritten,
  NO_EDITS,
  rowsOf,
  toIso,
  unfoldEdits,
  valueOf,
  withCells,
  withRow,
  withoutRows,
} from "../src/chunks/grid/edits";
import type { Lane } from "../src/chunks/grid/geometry";
import { complete, requiredIn } from "../src/chunks/grid/lacking";
import { isWithin, rangeOf } from "../src/chunks/grid/place";
import { readText } from "../src/chunks/grid/read";
import { block, column, HEADS } from "./tables";

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

  test("count on from the last row that is left", () => {
    const column: Column = { name: "", head: { name: null, type: "int", enc: "range", range: [10, 2], index: true }, get: () => 0 };
    const labels = (deleted_rows: number[]) => [3, 4].map((row) => valueOf(column, row, 3, { ...NO_EDITS, deleted_rows }));
    expect(labels([])).toEqual([16, 18]);
    expect(labels([0])).toEqual([16, 18]);
    expect(labels([1, 2])).toEqual([12, 14]);
  });

  test.each(["constructor", "toString"])("have none in a column %s that nobody wrote into", (name) => {
    const column: Column = { name, head: { name, type: "text", enc: "text" }, get: () => "McLaren" };
    const edits = { ...NO_EDITS, edited_rows: { 0: { n: 9 } }, added_rows: [{}] };
    expect(valueOf(column, 0, 1, edits)).toBe("McLaren");
    expect(valueOf(column, 1, 1, edits)).toBe(null);
    expect(isWritten(edits.edited_rows[0], column)).toBe(false);
    expect(isWritten(withCells(edits, 1, [[0, name, "Lotus"]]).edited_rows[0], column)).toBe(true);
  });

  test("are told without new rows that lack what is required of them", () => {
    const head: ColumnHead = { name: "n", type: "int", enc: "i4", editable: true, config: { required: true } };
    const fixed: ColumnHead = { ...head, name: "fixed", editable: false };
    const required = requiredIn([{ ...head, index: true }, head, fixed, { ...head, name: "free", config: {} }]);
    expect(required).toEqual(["_index", "n"]);
    const edits: Edits = { ...NO_EDITS, added_rows: [{}, { n: 1 }, { _index: "a", n: null }, { _index: "a", n: 0 }] };
    expect(complete(edits, required).added_rows).toEqual([{ _index: "a", n: 0 }]);
    expect(complete(edits, [])).toBe(edits);
    expect(complete(edits, ["constructor"]).added_rows).toEqual([]);
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
    expect(toIso(1e17, "datetime")).toBe("100000000000000000");
    expect(toIso(-0.001, "date")).toBe("1969-12-31");
  });
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

  test("whole numbers of 64 bits in all their digits, and no longer ones", () => {
    const texts = ["9007199254740993", "18446744073709551615", "-9223372036854775808", "18446744073709551616", "1e400"];
    expect(texts.map((text) => readText(text, column("int")))).toEqual([
      ...texts.slice(0, 3),
      undefined,
      undefined,
    ]);
  });

  test("decimals in all their digits, and nothing else", () => {
    const texts = ["12345678901234567890.10", "1,234.5", "-1e3", "0x10", "ten"];
    expect(texts.map((text) => readText(text, column("decimal")))).toEqual([
      "12345678901234567890.10",
      "1234.5",
      "-1e3",
      undefined,
      undefined,
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
    expect(copied(Date.UTC(-44, 2, 15), lane("date"))).toBe("-000044-03-15");
  });

  test("has moments of a zone as its clocks show them, to the thousandth", () => {
    const berlin = { ...column("datetime"), head: { ...column("datetime").head, tz: "Europe/Berlin" } };
    const lane = { column: berlin, show: () => "shown" } as unknown as Lane;
    const text = copied(Date.UTC(2020, 0, 1, 12, 30, 15, 250), lane);
    expect(text).toBe("2020-01-01 13:30:15.250+01:00");
    expect(readText(text, berlin)).toBe("2020-01-01T13:30:15.250");
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
