// What the style sheets cost on pages of thousands of elements. A browser looks rules up by what the
// element at their end is said to be (an id, a class, an attribute, a tag): those that say nothing of
// it are tried on every element, and `~` looks at all elements before it.
import { build } from "esbuild";
import { expect, test } from "vitest";

/** Rules for every element, or for any within something small; one is about the front end's own. */
const ANYWHERE = [
  ".rs :where(:not(.rs-embed *))",
  ".rs :is(.rs-md, .rs-heading) :is(h1, h2, h3, h4, h5, h6)",
  ".rs .rs-md :is(h1, h2, h3, h4, h5, h6):not(:first-child)",
  ".rs :is(.rs-help, .rs-chip button)",
  ".rs :is(.rs-track, .rs-help, .rs-chip button)::after",
  ".rs .rs-box :is(input, textarea)",
  ".rs .rs-md > :first-child",
  ".rs .rs-md > :last-child",
  ".rs .rs-slider .rs-ends > *",
  ".rs :is(.rs-btn, .rs-box, .rs-check, .rs-tab, .rs-listbox, .rs-choices, .rs-expander > summary)",
  ".rs .rs-stack > .rs-row[data-height=stretch] > *",
  ".rs[data-page=whole] > .rs-side .rs-side-content > * + *",
];

/** The parts of a text between separators that stand in no brackets. */
function parts(text: string, separator: RegExp): string[] {
  const found = [""];
  let depth = 0;
  for (const c of text) {
    if ("([".includes(c)) depth++;
    if (")]".includes(c)) depth--;
    if (depth === 0 && separator.test(c)) found.push("");
    else found[found.length - 1] += c;
  }
  return found.map((part) => part.trim()).filter(Boolean);
}

function* selectors(css: string): Generator<string> {
  for (let at = 0; ; ) {
    const open = css.indexOf("{", at);
    if (open < 0) return;
    const head = css.slice(at, open).split(";").pop()!.trim();
    let close = open + 1;
    for (let depth = 1; depth; close++) depth += { "{": 1, "}": -1 }[css[close]!] ?? 0;
    // What readers have asked for is not the common case.
    if (/^@media \((forced-colors|prefers-)/.test(head)) at = close;
    else if (/^@(media|supports|container)/.test(head)) yield* selectors(css.slice(open + 1, close - 1));
    else if (!head.startsWith("@")) yield* parts(head, /,/);
    at = close;
  }
}

/** Is something said of the element itself? `:is()` of one selector is that selector. */
function isFound(selector: string): boolean {
  const last = parts(selector, /[\s>+~]/).pop()!;
  const only = /^:is\((.*)\)$/.exec(last)?.[1];
  if (only !== undefined && parts(only, /,/).length === 1) return isFound(only);
  const own = parts(last, /:/)[0]!;
  return !last.startsWith(":") && /^[.#[a-z]/.test(own);
}

const built = await build({
  entryPoints: [new URL("../src/styles/index.css", import.meta.url).pathname],
  bundle: true,
  write: false,
  target: ["chrome108", "firefox115", "safari16"],
  loader: { ".png": "dataurl", ".woff2": "dataurl" },
});
const all = [...selectors(built.outputFiles[0]!.text.replace(/\/\*[^]*?\*\//g, ""))];

test("few rules are tried on every element", () => {
  expect(all.length).toBeGreaterThan(400);
  expect(all.filter((each) => !isFound(each) && !ANYWHERE.includes(each))).toEqual([]);
});

test("no rule looks at all that stands before an element", () => {
  expect(all.filter((each) => parts(each, /~/).length > 1)).toEqual([]);
});

test("nothing around an app is styled anew whenever something in the app changes", () => {
  const lookers = (each: string) => [...each.matchAll(/([^\s>+~(),]*):has\(/g)].map((m) => m[1]!);
  const outside = (each: string) => lookers(each).some((looker) => !/^(\.rs-|li$)/.test(looker));
  expect(["html:has(.rs)", ".jp-Cell:has(> .rs) > div"].every(outside)).toBe(true);
  expect(all.filter(outside)).toEqual([]);
  // What names nothing that could be looked for is looked for at any change of the document.
  expect(all.filter((each) => /:has\([\s>+~]*(:(?!is|where)|\*)/.test(each))).toEqual([]);
});

test("no rule for a text or a row searches all that is around it for one of several places", () => {
  const ofThousands = (last: string) => /^\.rs-(row|plain|prose|md|k-[a-z]+)(?![\w-])/.test(last);
  const searches = (each: string) => {
    const last = parts(each, /[\s>+~]/).pop()!;
    const before = each.slice(0, -last.length);
    return ofThousands(last) && !/[>+]\s*$/.test(before) && /:(is|has|not)\(.*[\s>]/.test(before);
  };
  expect(searches(".rs :is(.rs-stack > .rs-row, .rs-k-column) .rs-plain")).toBe(true);
  expect(all.filter(searches)).toEqual([]);
});
