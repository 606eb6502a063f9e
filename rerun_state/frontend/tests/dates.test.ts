import { expect, test } from "vitest";
import { addMonths, presets, weekOf, weeksOf } from "../src/chunks/dates/days";
import { isoOf, leapt, partsOf, pasted, piecesOf, shown, stepped, typed } from "../src/chunks/dates/parts";

test("a moment is shown by its pieces, and read back from them", () => {
  for (const [iso, pattern, text] of [
    ["2026-05-17", "DD.MM.YYYY", "17.05.2026"],
    ["2026-05-17T08:45", "YYYY/MM/DD, HH:mm", "2026/05/17, 08:45"],
    ["00:05:09", "h:mm:ss A", "12:05:09 AM"],
    ["12:30", "h:mm A", "12:30 PM"],
  ] as const) {
    const pieces = piecesOf(pattern);
    expect(shown(iso, pieces)).toBe(text);
    expect(isoOf(partsOf(iso), pieces)).toBe(iso);
  }
});

test("what is not whole is no moment, and nothing is an empty one", () => {
  const pieces = piecesOf("YYYY/MM/DD");
  expect(isoOf({ year: 2026, month: 2 }, pieces)).toBeUndefined();
  expect(isoOf({}, pieces)).toBe("");
});

test("a day after the last of its month is the last", () => {
  expect(isoOf({ year: 2028, month: 2, day: 31 }, piecesOf("YYYY/MM/DD"))).toBe("2028-02-29");
  expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
  expect(addMonths("2026-01-15", -1)).toBe("2025-12-15");
  expect(addMonths("0001-01-15", -1)).toBe("0001-01-15");
});

test("a part is whole when no digit can follow", () => {
  expect(typed("month", "", "1")).toEqual({ text: "1", whole: false });
  expect(typed("month", "", "3")).toEqual({ text: "3", whole: true });
  expect(typed("month", "1", "5")).toEqual({ text: "5", whole: true });
  expect(typed("hour", "", "0")).toEqual({ text: "0", whole: false });
});

test("arrows lead from the last to the first", () => {
  expect(stepped("month", "ArrowUp", { month: 12 }, {})).toBe(1);
  expect(stepped("day", "ArrowDown", { year: 2028, month: 2, day: 1 }, {})).toBe(29);
  expect(stepped("year", "ArrowUp", {}, { year: 2026 })).toBe(2026);
  expect(stepped("minute", "PageUp", { minute: 55 }, {}, 10)).toBe(5);
});

test("dates are pasted in their format or as ISO texts", () => {
  const pieces = piecesOf("DD/MM/YYYY");
  expect(pasted("03/02/2027", pieces)).toMatchObject({ day: 3, month: 2, year: 2027 });
  expect(pasted("2027-02-03", pieces)).toMatchObject({ day: 3, month: 2, year: 2027 });
  expect(pasted("31/31/2027", pieces)).toBeUndefined();
});

test("the weeks of a month begin on the reader's day, and are whole", () => {
  const weeks = weeksOf("2026-05-17", 1);
  expect(weeks[0]!.slice(3)).toEqual(["2026-04-30", "2026-05-01", "2026-05-02", "2026-05-03"]);
  expect(weeks.flat()).toHaveLength(35);
  expect(weekOf("2026-05-17", 0)).toBe("2026-05-17");
});

test("there are no days before the first year and after the last", () => {
  expect(weeksOf("0001-01-09", 0)[0]!.slice(0, 2)).toEqual([undefined, "0001-01-01"]);
  expect(weeksOf("9999-12-09", 0).at(-1)!.slice(-2)).toEqual(["9999-12-31", undefined]);
});

test("presets lie within the bounds", () => {
  expect(presets("2026-05-17", "2026-04-01", null).map(({ name }) => name)).toEqual(["Past week", "Past month"]);
  expect(presets("2026-05-17", null, "2026-05-16")).toEqual([]);
});

test.each([
  ["minute", "ArrowUp", "08:46", 900, "09:00"],
  ["minute", "ArrowDown", "08:46", 900, "08:45"],
  ["minute", "ArrowUp", "09:46", 2700, "10:30"],
  ["minute", "ArrowUp", "23:50", 1200, "00:00"],
  ["minute", "ArrowDown", "00:00", 1200, "23:40"],
  ["hour", "ArrowUp", "08:46", 7200, "10:00"],
  ["hour12", "ArrowDown", "08:46", 7200, "08:00"],
  ["second", "ArrowUp", "08:46:10", 30, "08:46:30"],
  ["minute", "ArrowUp", "2026-05-17T23:50", 1200, "2026-05-17T00:00"],
] as const)("%s: %s leads from %s by a step of %s s to %s", (part, key, from, step, to) => {
  const pieces = piecesOf(
    (from.includes("T") ? "YYYY/MM/DD, " : "") + (step === 30 ? "HH:mm:ss" : "HH:mm"),
  );
  const parts = leapt(part, key, from, step)!;
  expect(isoOf(parts, pieces)).toBe(to);
});

test("a step leaves alone the parts of which it says nothing, and a time that is not whole", () => {
  expect(leapt("hour", "ArrowUp", "08:46", 900)).toBe(undefined);
  expect(leapt("minute", "ArrowUp", "08:46", 60)).toBe(undefined);
  expect(leapt("minute", "PageUp", "08:46", 900)).toBe(undefined);
  expect(leapt("minute", "ArrowUp", undefined, 900)).toBe(undefined);
});
