// Bundles src/ into ../static/: rerun_state.js (one ES module, its CSS inlined), stub.js, the chunks,
// and the contract for Python.
import { build } from "esbuild";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { buildChunks } from "./chunks.mjs";
import { licencesOf } from "./scripts/licenses.mjs";
import { sweep } from "./scripts/sweep.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const target = ["chrome108", "firefox115", "safari16"];

/** What went into texts that were bundled by themselves. */
const inner = [];

/** `import text from "<scheme>:file"`: what that file is bundled to, as minified text. */
const asText = (scheme, options) => ({
  name: `${scheme}-text`,
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^${scheme}:`) }, ({ path, resolveDir }) => ({
      path: `${resolveDir}/${path.slice(scheme.length + 1)}`,
      namespace: `${scheme}-text`,
    }));
    onLoad({ filter: /.*/, namespace: `${scheme}-text` }, async ({ path }) => {
      const { outputFiles, metafile } = await build({
        entryPoints: [path],
        bundle: true,
        minify: true,
        metafile: true,
        write: false,
        target,
        logLevel: "silent",
        ...options,
      });
      inner.push(...Object.keys(metafile.inputs));
      const contents = outputFiles[0].text.trim();
      return { contents, loader: "text", watchFiles: Object.keys(metafile.inputs).map(here) };
    });
  },
});

/** `import css from "css:theme.css"`: a style sheet with its imports. */
const cssText = asText("css", {
  loader: {
    ...{ ".png": "dataurl", ".woff2": "dataurl" },
    ...{ ".eot": "empty", ".woff": "empty", ".ttf": "empty", ".svg": "empty" },
  },
});
/** `import code from "script:frame.ts"`: a program for another document. */
const scriptText = asText("script", { format: "iife", charset: "utf8" });

/** What a module of TypeScript exports, when it is run here and now. */
async function run(path) {
  const { outputFiles, metafile } = await build({
    entryPoints: [path],
    bundle: true,
    format: "esm",
    metafile: true,
    write: false,
    logLevel: "error",
  });
  const code = Buffer.from(outputFiles[0].contents).toString("base64");
  const exports = await import(`data:text/javascript;base64,${code}`);
  return { exports, files: Object.keys(metafile.inputs).map((file) => here(file)) };
}

/** The page carries the tables that come of the contract, and not the contract. */
const contractTables = {
  name: "contract-tables",
  setup({ onLoad }) {
    onLoad({ filter: /\/contract\/tables\.ts$/ }, async ({ path }) => {
      const { exports, files } = await run(path);
      const contents = Object.entries(exports)
        .map(([name, table]) => `export const ${name} = ${JSON.stringify(table)};`)
        .join("\n");
      return { contents, loader: "js", watchFiles: files };
    });
  },
};

const plugins = [cssText, scriptText, contractTables];
const shared = { bundle: true, minify: true, format: "esm", target, charset: "utf8" };
const bundle = {
  ...shared,
  entryPoints: [here("src/index.ts")],
  outfile: here("../static/rerun_state.js"),
  jsx: "automatic",
  jsxImportSource: "preact",
  alias: { "preact/jsx-runtime": here("src/view/jsx.ts") },
  plugins,
  logLevel: "info",
};
const stub = { ...shared, entryPoints: [here("src/stub.js")], outfile: here("../static/stub.js") };

const visit = { ...shared, entryPoints: [here("src/visit/visit.ts")] };

/** What this build and the scripts before it leave. */
const WRITTEN = [
  ...["rerun_state.js", "stub.js", "visit.js", "chunks", "contract.json", "protocols.json"],
  ...["licenses.txt", "icons.json.gz", "emoji.json.gz"],
];

await mkdir(here("../static"), { recursive: true });
await sweep(here("../static"), WRITTEN);
const inputs = await buildChunks({ plugins, target, charset: "utf8" });
await build(stub);
await build({ ...visit, outfile: here("../static/visit.js"), logLevel: "info" });
const { contract } = (await run(here("contract/index.ts"))).exports;
await writeFile(here("../static/contract.json"), JSON.stringify(contract()));
await copyFile(here("src/protocols.json"), here("../static/protocols.json"));
const { outputFiles, metafile } = await build({ ...bundle, write: false, metafile: true });
const files = [...inputs, ...inner, ...Object.keys(metafile.inputs)];
await writeFile(here("../static/licenses.txt"), licencesOf(files));
await writeFile(bundle.outfile, outputFiles[0].contents);
const size = gzipSync(outputFiles[0].contents, { level: 9 }).length;
console.log(`rerun_state.js: ${(size / 1000).toFixed(1)} kB gzipped`);
