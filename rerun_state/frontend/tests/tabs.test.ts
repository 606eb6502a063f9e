import { expect, test } from "vitest";
import { chosenAt, placeOf } from "../src/components/layout/chosen";

const kept = (before: string[], index: number, after: string[]) =>
  placeOf(after, chosenAt(before, index));

test("a tab is found by its label wherever it stands now", () => {
  expect(kept(["A", "B"], 1, ["X", "A", "B"])).toBe(2);
  expect(kept(["A", "B"], 0, ["B", "A"])).toBe(1);
});

test("of tabs with the same label each keeps its turn", () => {
  expect(kept(["A", "A", "B"], 1, ["X", "A", "A"])).toBe(2);
});

test("a tab that is gone is nowhere", () => {
  expect(kept(["A", "B"], 1, ["A"])).toBe(-1);
  expect(kept([], 3, ["A"])).toBe(-1);
});
