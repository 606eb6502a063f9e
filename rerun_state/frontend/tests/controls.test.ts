import { expect, test } from "vitest";
import { hexOf, hsvOf, toHex } from "../src/chunks/inputs/hsv";
import { complaint } from "../src/components/inputs/writing";
import { labelPlaces } from "../src/components/inputs/bubbles";
import { scaleOf } from "../src/components/inputs/scale";
import { isForFrontEnd } from "../src/dom/keys";
import { matchesShortcut, shortcutLabel } from "../src/dom/shortcut";
import { isLightColour } from "../src/dom/theme";

const key = (name: string, more = {}) =>
  ({
    key: name,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    target: null,
    ...more,
  }) as unknown as KeyboardEvent;

test("a track's values fall on its steps", () => {
  const scale = scaleOf({ min: 0, max: 1, step: 0.1 });
  expect(scale.value(0.33)).toBe(0.3);
  expect(scale.value(2)).toBe(1);
});

test("the end of a track is reached when no step falls on it", () => {
  expect(scaleOf({ min: 0, max: 10, step: 3 }).value(1)).toBe(10);
});

test("a track of labels counts them", () => {
  const scale = scaleOf({ labels: ["a", "b", "c"] });
  expect([scale.max, scale.show(1), scale.value(0.9)]).toEqual([2, "b", 2]);
});

test("keys move by a step, ten steps, or to the ends", () => {
  const scale = scaleOf({ min: 0, max: 100, step: 2 });
  expect(["ArrowRight", "PageDown", "End"].map((name) => scale.key(name, 50))).toEqual([
    52, 30, 100,
  ]);
  expect(scale.key("x", 50)).toBeUndefined();
});

test("dates are shown in their format", () => {
  const scale = scaleOf({
    min: 0,
    max: 86_400e6,
    step: 86_400e6,
    data_type: "date",
    format: "D.M.YY",
  });
  expect(scale.show(86_400e6)).toBe("2.1.70");
});

test("a text that does not match is not committed", () => {
  expect(complaint("x", { validate: "^\\d+$", validate_message: "Digits only" })).toBe(
    "Digits only",
  );
  expect(complaint("12", { validate: "^\\d+$" })).toBe("");
});

test("addresses are checked by the type of the field", () => {
  expect(complaint("nobody", { type: "email" })).not.toBe("");
  expect(complaint("a@b.org", { type: "email" })).toBe("");
  expect(complaint("nobody", { type: "email", validate: "" })).toBe("");
});

test("an empty text is wrong only where one is required", () => {
  expect(complaint(" ", { required: true })).toBe("Required");
  expect(complaint("", { validate: "^\\d+$" })).toBe("");
});

test("Ctrl+S goes to the front end, letters and Ctrl+Enter do not", () => {
  expect(isForFrontEnd(key("s", { ctrlKey: true }))).toBe(true);
  expect(isForFrontEnd(key("x"))).toBe(false);
  expect(isForFrontEnd(key("Enter", { ctrlKey: true }))).toBe(false);
});

test("what a table does with Ctrl is its own, elsewhere the front end's", () => {
  const target = { closest: (selector: string) => (selector === "[role=grid]" ? {} : null) };
  for (const name of ["f", "ArrowDown", "Home", "End"]) {
    for (const shiftKey of name === "f" ? [false] : [false, true])
      expect(isForFrontEnd(key(name, { ctrlKey: true, shiftKey, target }))).toBe(false);
    expect(isForFrontEnd(key(name, { ctrlKey: true }))).toBe(true);
  }
  expect(isForFrontEnd(key("F", { ctrlKey: true, shiftKey: true, target }))).toBe(true);
  expect(isForFrontEnd(key("s", { ctrlKey: true, target }))).toBe(true);
});

test("a shortcut means the platform's own command key", () => {
  expect(matchesShortcut(key("k", { ctrlKey: true }), "Ctrl+K", false)).toBe(true);
  expect(matchesShortcut(key("k", { metaKey: true }), "Ctrl+K", true)).toBe(true);
  expect(matchesShortcut(key("k"), "Ctrl+K", false)).toBe(false);
  expect(shortcutLabel("ctrl+k")).toBe("Ctrl + K");
});

test("a plain letter is no shortcut while one types", () => {
  const target = { matches: () => true };
  expect(matchesShortcut(key("k", { target }), "k", false)).toBe(false);
  expect(matchesShortcut(key("Enter", { ctrlKey: true, target }), "Ctrl+Enter", false)).toBe(true);
});

test("light text means a dark ground", () => {
  expect(isLightColour("rgb(250, 250, 250)")).toBe(true);
  expect(isLightColour("rgb(33, 33, 33)")).toBe(false);
  expect(isLightColour("color(srgb 0.9 0.9 0.9)")).toBe(true);
});

test("the label of a thumb stays within the bounds", () => {
  expect(labelPlaces([0], [60], -8, 108)).toEqual([-8]);
  expect(labelPlaces([100], [60], -8, 108)).toEqual([48]);
  expect(labelPlaces([50], [60], -8, 108)).toEqual([20]);
});

test("the labels of two near thumbs stand beside each other", () => {
  expect(labelPlaces([50, 52], [30, 30], -8, 108)).toEqual([18, 54]);
  expect(labelPlaces([98, 100], [30, 30], -8, 108)).toEqual([42, 78]);
  expect(labelPlaces([0, 2], [30, 30], -8, 108)).toEqual([-8, 28]);
});

test.each(["a", "C", "v", "x", "z"])("Ctrl and Cmd with %s belong to a text field", (name) => {
  const field = { closest: () => ({}) };
  for (const more of [{ ctrlKey: true }, { metaKey: true }]) {
    expect(isForFrontEnd(key(name, { ...more, target: field }))).toBe(false);
    expect(isForFrontEnd(key(name, { ...more, target: { closest: () => null } }))).toBe(true);
  }
});

test("other combinations go on to the front end, from a text field too", () => {
  const target = { closest: () => ({}) };
  expect(isForFrontEnd(key("s", { ctrlKey: true, target }))).toBe(true);
  expect(isForFrontEnd(key("C", { ctrlKey: true, shiftKey: true, target }))).toBe(true);
});

test("a colour of three digits has six in the picker, and what is no colour has none", () => {
  expect(["#1a2", " 1A2b3c ", "#12345", "red"].map(hexOf)).toEqual([
    "#11aa22",
    "#1a2b3c",
    undefined,
    undefined,
  ]);
});

test("a colour comes back from its hue, saturation and brightness", () => {
  const colors = ["#000000", "#ffffff", "#1f77b4", "#ff4b4b", "#00ff01", "#a020f0", "#807f80"];
  expect(colors.map((hex) => toHex(hsvOf(hex)))).toEqual(colors);
});

test("a grey keeps the hue that it was made from", () => {
  expect(hsvOf("#808080", 200).hue).toBe(200);
});
