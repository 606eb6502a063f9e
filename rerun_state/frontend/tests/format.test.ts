import { expect, test } from "vitest";
import { reader, shower } from "../src/chunks/data/format";
import { overwrite, parseAnsi } from "../src/format/ansi";
import { formatDate, formatMoment, formatTimedelta } from "../src/format/date";
import { filterLabels } from "../src/format/filter";
import { formatNumber, sprintf } from "../src/format/number";
import { parseNumber, snap } from "../src/format/parse";

test.each([
  ["%d", 3.7, "3"],
  ["%.2f", 1.005, "1.00"],
  ["%0.1f", -2.25, "-2.3"],
  ["%05d", 42, "00042"],
  ["%+d", 5, "+5"],
  ["%,d", 1234567, "1,234,567"],
  ["%,.1f", -1234.56, "-1,234.6"],
  ["%d %%", 50, "50 %"],
  ["%e", 12000, "1.2e+4"],
  ["%x", 255, "ff"],
  ["%5d|", 42, "   42|"],
  ["%-5d|", 42, "42   |"],
  ["$%.2f", 3, "$3.00"],
  ["no number", 1, "no number"],
])("sprintf(%j, %d) is %j", (format, value, text) => {
  expect(sprintf(format, value)).toBe(text);
});

test.each([
  [null, 1234.567, "1234.567"],
  ["percent", 0.5, "50%"],
  ["dollar", 1234.567, "$1,234.57"],
  ["yen", 1234.567, "¥1,235"],
  ["compact", 1234, "1.2K"],
  ["scientific", 1234.567, "1.235E3"],
  ["accounting", -1234.567, "(1,234.57)"],
  ["bytes", 1234, "1.2KB"],
])("the named number format %j", (format, value, text) => {
  expect(formatNumber(value, format)).toBe(text);
});

test.each([
  ["", null],
  ["12", 12],
  [" 1,234.5 ", 1234.5],
  ["1,5", 1.5],
  ["-3", -3],
  ["1e3", 1000],
  ["$3.00", 3],
  ["abc", NaN],
  ["1-2", NaN],
])("%j is read as %d", (text, value) => {
  expect(parseNumber(text)).toBe(value);
});

test("an integer field cuts decimals off", () => {
  expect(parseNumber("2.9", true)).toBe(2);
});

test("steps leave no noise of binary fractions", () => {
  expect(snap(0.1 + 0.2, 0.1)).toBe(0.3);
  expect(snap(7.26, 0.5, 0.25)).toBe(7.25);
});

const day = new Date("2026-03-05T14:07:09Z");

test.each([
  ["YYYY/MM/DD", "2026/03/05"],
  ["D MMM YY", "5 Mar 26"],
  ["dddd, MMMM Do", "Thursday, March 5th"],
  ["ddd ha", "Thu 2pm"],
  ["HH:mm:ss", "14:07:09"],
  ["[at] h:mm A", "at 2:07 PM"],
  ["LL", "March 5, 2026"],
])("the date format %j", (format, text) => {
  expect(formatDate(day, format)).toBe(text);
});

test("moments are shown as written, in no time zone", () => {
  expect(formatMoment(Date.UTC(2026, 0, 31, 23, 30) * 1000, "datetime")).toBe("2026-01-31 23:30");
  expect(formatMoment(-0.001, "datetime")).toBe("1969-12-31 23:59");
});

test("years before 1 have a sign and four digits", () => {
  const ides = Date.UTC(-44, 2, 15) * 1000;
  expect(formatMoment(ides, "date")).toBe("-0044-03-15");
  expect(formatMoment(ides, "date", "iso8601")).toBe("-000044-03-15");
  expect(formatMoment(ides, "time", "iso8601")).toBe("00:00:00.000");
});

test("the days of a year are counted from its first one, long ago as well", () => {
  expect(formatDate(new Date("0044-03-15"), "DDD")).toBe("75");
});

test("yesterday has a name in a calendar", () => {
  const local = Date.now() - new Date().getTimezoneOffset() * 60_000;
  expect(formatMoment((local - 86_400_000) * 1000, "date", "calendar")).toMatch(/^Yesterday/);
});

test("lengths of time name their units", () => {
  expect(formatTimedelta(93_600_000_000)).toBe("1 d 2 h");
  expect(formatTimedelta(0)).toBe("0 s");
});

const cities = ["Bergen", "New York", "Oslo", "York"];

test("fuzzy filtering puts whole beginnings first", () => {
  expect(filterLabels(cities, "york")).toEqual([3, 1]);
  expect(filterLabels(cities, "nyk")).toEqual([1]);
});

test("the other filter modes", () => {
  expect(filterLabels(cities, "o", "contains")).toEqual([1, 2, 3]);
  expect(filterLabels(cities, "o", "prefix")).toEqual([2]);
  expect(filterLabels(cities, "o", null)).toEqual([0, 1, 2, 3]);
});

test("terminal colours become runs", () => {
  expect(parseAnsi("a \x1b[1;31mred\x1b[0m b")).toEqual([
    { text: "a ", classes: [] },
    { text: "red", classes: ["bold", "f1"] },
    { text: " b", classes: [] },
  ]);
});

test("colours of 256 and of 16 million", () => {
  expect(parseAnsi("\x1b[38;5;196mx")[0]!.color).toBe("rgb(255,0,0)");
  expect(parseAnsi("\x1b[48;2;1;2;3mx")[0]!.background).toBe("rgb(1,2,3)");
});

test("sequences that move the cursor are left out", () => {
  expect(
    parseAnsi("a\x1b[2Kb\x1b]0;title\x07c")
      .map((run) => run.text)
      .join(""),
  ).toBe("abc");
});

test("a carriage return writes over the line", () => {
  expect(overwrite("10%\r100%\nnext\r\nlast")).toBe("100%\nnext\nlast");
});

test.each([
  [1.5, "1.5", "1.5000"],
  [123456.789012, "123456.789", "123,456.7890"],
  [0.00004, "0.00004", "0.0000"],
  [-1.234e-7, "-0.0000001", "0.0000"],
])("a float of %d is %j to look at and %j in a column to read", (value, grid, table) => {
  const head = { name: "x", type: "float", enc: "f8" } as const;
  expect([shower(head)(value), reader(head)(value)]).toEqual([grid, table]);
});
