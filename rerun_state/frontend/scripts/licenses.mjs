// The licences and notices of the packages whose parts are in the build, as one text. Which they are
// is the bundler's own knowledge (the inputs of each bundle), not a list kept by hand.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const LICENCE = /^(licen[cs]e|copying|notice|copyright)/i;
/** Their contents are read by scripts of ours, not bundled: outlines of icons, names of emoji. */
const TABLES = ["node_modules/material-symbols/", "node_modules/gemoji/"];

/** The folder of the package that a file belongs to; undefined for our own. */
function packageOf(input) {
  const file = input.slice(Math.max(0, input.indexOf("node_modules/")));
  const at = file.lastIndexOf("node_modules/");
  if (at < 0) return undefined;
  const parts = file.slice(at + "node_modules/".length).split("/");
  const name = parts[0].startsWith("@") ? `${parts[0]}/${parts[1]}` : parts[0];
  return `${file.slice(0, at)}node_modules/${name}`;
}

function described(folder) {
  const path = join(root, folder);
  const { name, version, license, author, homepage } = JSON.parse(
    readFileSync(join(path, "package.json"), "utf8"),
  );
  const texts = readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile() && LICENCE.test(entry.name))
    .map((entry) => readFileSync(join(path, entry.name), "utf8").trim());
  if (!license && !texts.length) throw new Error(`${name} ${version} has no licence.`);
  const owner = typeof author === "object" ? author?.name : author;
  const head = [`${name} ${version}`, license && `License: ${license}`, owner && `By ${owner}`, homepage];
  // One without a text of its own names a well-known licence.
  return [`${name} ${version}`, [head.filter(Boolean).join("\n"), ...texts].join("\n\n")];
}

/** The text for bundles that are made of these files. */
export function licencesOf(files) {
  const folders = new Set([...files, ...TABLES].map(packageOf).filter(Boolean));
  const all = new Map([...folders].map(described));
  const parts = [...all.keys()].sort().map((name) => all.get(name));
  const rule = `\n\n${"-".repeat(80)}\n\n`;
  return ["The front end contains parts of these packages.", ...parts].join(rule) + "\n";
}
