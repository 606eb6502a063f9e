// Writes ../static/icons.json.gz: the outline of every Material Symbol (rounded), by name.
//
// The outlines come from the font, not from a set of SVG files, because only the font knows the
// older names of icons ("email" for "mail"): it is a table of ligatures, and an alias is a second
// ligature of the same glyph.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { create } from "fontkit";

const require = createRequire(import.meta.url);
const LIGATURE = 4;
const EXTENSION = 7;

/** The font, and the names that its makers list first (those are no aliases). */
function open() {
  const file = require.resolve("material-symbols/material-symbols-rounded.woff2");
  const listing = readFileSync(require.resolve("material-symbols/index.d.ts"), "utf8");
  const current = new Set([...listing.matchAll(/"([a-z0-9_]+)"/g)].map((match) => match[1]));
  return { font: create(readFileSync(file)), current };
}

/** The ligature tables of a font, wherever its lookups keep them. */
function* ligatureTables(font) {
  for (const lookup of font.GSUB.lookupList.toArray()) {
    for (const table of lookup.subTables) {
      if (lookup.lookupType === LIGATURE) yield table;
      if (lookup.lookupType === EXTENSION && table.lookupType === LIGATURE) yield table.extension;
    }
  }
}

/** The glyphs that a coverage table lists, in order. */
function covered(coverage) {
  if (coverage.version === 1) return coverage.glyphs;
  return coverage.rangeRecords.flatMap(({ start, end }) =>
    Array.from({ length: end - start + 1 }, (_, offset) => start + offset),
  );
}

/** Pairs of a name and the glyph that draws it. */
function* ligatures(font) {
  const letters = new Map(
    font.characterSet.map((point) => [font.glyphForCodePoint(point).id, String.fromCodePoint(point)]),
  );
  for (const table of ligatureTables(font)) {
    const first = covered(table.coverage);
    for (const [index, set] of table.ligatureSets.toArray().entries()) {
      for (const { components, glyph } of set) {
        const name = [first[index], ...components].map((id) => letters.get(id) ?? "").join("");
        if (/^[a-z0-9_]+$/.test(name)) yield [name, glyph];
      }
    }
  }
}

/** SVG path data in whole units, relative to the last point, with y pointing down. */
function outline(glyph) {
  let data = "";
  let [x, y] = [0, 0];
  const pairs = (args) => {
    const numbers = [];
    for (let i = 0; i < args.length; i += 2) {
      numbers.push(Math.round(args[i]) - x, Math.round(-args[i + 1]) - y);
    }
    [x, y] = [Math.round(args.at(-2)), Math.round(-args.at(-1))];
    return numbers;
  };
  let start = [0, 0];
  for (const { command, args } of glyph.path.commands) {
    if (command === "closePath") {
      data += "z";
      [x, y] = start;
      continue;
    }
    const letter = { moveTo: "m", lineTo: "l", quadraticCurveTo: "q", bezierCurveTo: "c" }[command];
    const numbers = pairs(args);
    if (command === "moveTo") start = [x, y];
    // A variable font folds details of other weights into segments without length.
    else if (numbers.every((number) => number === 0)) continue;
    data += letter + numbers.join(" ").replaceAll(" -", "-");
  }
  return data;
}

const { font, current } = open();
const byGlyph = new Map();
for (const [name, glyph] of ligatures(font)) {
  byGlyph.set(glyph, [...(byGlyph.get(glyph) ?? []), name]);
}
const outlines = {};
const aliases = {};
for (const [id, names] of byGlyph) {
  names.sort((a, b) => current.has(b) - current.has(a) || (a < b ? -1 : 1));
  const [name, ...others] = names;
  outlines[name] = outline(font.getGlyph(id));
  for (const other of others) aliases[other] = name;
}
if (Object.keys(outlines).length < 3000) throw new Error("The icon font was not understood.");

const target = new URL("../../static/icons.json.gz", import.meta.url);
mkdirSync(fileURLToPath(new URL(".", target)), { recursive: true });
const source = "Material Symbols Rounded by Google, Apache License 2.0";
writeFileSync(target, gzipSync(JSON.stringify({ source, outlines, aliases }), { level: 9 }));
console.log(`icons.json.gz: ${Object.keys(outlines).length} icons, ${Object.keys(aliases).length} aliases`);
