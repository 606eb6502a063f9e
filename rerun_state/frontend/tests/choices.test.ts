import { expect, test } from "vitest";
import { pressed } from "../src/components/inputs/group";
import { entriesOf } from "../src/components/inputs/multiselect";
import { nextWith, stepTo } from "../src/dom/listbox";
import { pagesShown } from "../src/chunks/inputs/ratings";

const fruit = { options: ["apple", "pear", "plum"] };

test("a list offers what is not chosen yet", () => {
  expect(entriesOf(fruit, [1], "")).toEqual([0, 2]);
});

test("what is typed picks from the list", () => {
  expect(entriesOf(fruit, [], "p")).toEqual([1, 2, 0]);
  expect(entriesOf({ ...fruit, filter_mode: "prefix" }, [], "p")).toEqual([1, 2]);
  expect(entriesOf({ ...fruit, filter_mode: "none" }, [], "p")).toEqual([0, 1, 2]);
});

test("everything that matches can be chosen at once", () => {
  const props = { ...fruit, select_all: true };
  expect(entriesOf(props, [0], "")).toEqual([{ all: [1, 2] }, 1, 2]);
  expect(entriesOf({ ...props, max_selections: 2 }, [0], "")).toEqual([1, 2]);
});

test("a text that is no option can be added, once", () => {
  const props = { ...fruit, accept_new_options: true };
  expect(entriesOf(props, [], " fig ")).toEqual(["fig"]);
  expect(entriesOf(props, ["fig"], "fig")).toEqual([]);
  expect(entriesOf(props, [], "plum")).toEqual([2]);
});

test("a press chooses, and takes the choice back unless one is required", () => {
  expect(pressed({ selection_mode: "single" }, [0], 1)).toEqual([1]);
  expect(pressed({ selection_mode: "single" }, [1], 1)).toEqual([]);
  expect(pressed({ selection_mode: "single", required: true }, [1], 1)).toBeUndefined();
});

test("several are kept in the order of the presses", () => {
  expect(pressed({ selection_mode: "multi" }, [2], 0)).toEqual([2, 0]);
  expect(pressed({ selection_mode: "multi" }, [2, 0], 2)).toEqual([0]);
});

test("few pages are all shown", () => {
  expect(pagesShown(3, 1, 7)).toEqual([1, 2, 3]);
  expect(pagesShown(9, 1)).toHaveLength(9);
});

test("no number is shown between the arrows alone", () => {
  expect(pagesShown(9, 4, 0)).toEqual([]);
});

test("of many pages the ends and those around the current one are shown", () => {
  expect(pagesShown(20, 1, 7)).toEqual([1, 2, 3, 4, 5, null, 20]);
  expect(pagesShown(20, 10, 7)).toEqual([1, null, 9, 10, 11, null, 20]);
  expect(pagesShown(20, 20, 7)).toEqual([1, null, 16, 17, 18, 19, 20]);
});

test("the current page is always among those shown, in order and without a gap of nothing", () => {
  for (const most of [1, 2, 3, 5, 6, 7, 8, 11])
    for (const count of [1, 2, 5, 8, 12, 40])
      for (let page = 1; page <= count; page++) {
        const shown = pagesShown(count, page, most);
        expect(shown).toContain(page);
        expect(shown[0]).toBe(1);
        expect(shown.at(-1)).toBe(count);
        shown.forEach((at, i) => {
          const [before, after] = [shown[i - 1], shown[i + 1]];
          if (at === null) expect(after! - before!).toBeGreaterThan(1);
          else if (i && before !== null) expect(at).toBe(before! + 1);
        });
      }
});

test("keys move in a list and stop at its ends", () => {
  expect([stepTo("ArrowDown", 1, 3, ""), stepTo("PageDown", 1, 3, "")]).toEqual([2, 2]);
  expect([stepTo("Home", 2, 3, ""), stepTo("End", 0, 3, "")]).toEqual([0, 2]);
  expect([stepTo("End", 0, 3, "typed"), stepTo("x", 0, 3, "")]).toEqual([undefined, undefined]);
});

test("a letter leads from one option that begins with it to the next", () => {
  const labels = ["apple", "Banana", "blueberry"];
  expect([0, 1, 2].map((at) => nextWith("b", labels, at))).toEqual([1, 2, 1]);
});
