import { expect, test, vi } from "vitest";

vi.mock("css:math.css", () => ({ default: "@font-face{a:b}" }));
vi.mock("../src/dom/style", () => ({ addChunkStyle: () => {} }));
vi.stubGlobal("document", {
  createElement: () => ({ dataset: {} }),
  head: { append: () => {} },
});
const { within } = await import("../src/chunks/math");

test("the rules for formulas reach nothing outside of our own roots", () => {
  const rules = ".katex,.katex .base{a:b}.katex>.x{c:d}body{e:f}@media print{.katex{g:h}}";
  expect(within(rules)).toBe(
    ".rs .katex,.rs .katex .base{a:b}.rs .katex>.x{c:d}.rs{e:f}@media print{.rs .katex{g:h}}",
  );
});
