// Bundles src/ into ../static/: rerun_state.js (one ES module, its CSS inlined) and stub.js.
import { build, context } from "esbuild";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { buildChunks } from "./chunks.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const target = ["chrome108", "firefox115", "safari16"];

/** `import css from "css:theme.css"`: the style sheet, with its imports, as minified text. */
const cssText = {
  name: "css-text",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^css:/ }, ({ path, resolveDir }) => ({
      path: `${resolveDir}/${path.slice(4)}`,
      namespace: "css-text",
    }));
    onLoad({ filter: /.*/, namespace: "css-text" }, async ({ path }) => {
      const { outputFiles, metafile } = await build({
        entryPoints: [path],
        bundle: true,
        minify: true,
        metafile: true,
        write: false,
        target,
        loader: { ".png": "dataurl" },
        logLevel: "silent",
      });
      const contents = outputFiles[0].text.trim();
      return { contents, loader: "text", watchFiles: Object.keys(metafile.inputs).map(here) };
    });
  },
};

/** `import code from "script:frame.ts"`: a program for another document, bundled as text. */
const scriptText = {
  name: "script-text",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^script:/ }, ({ path, resolveDir }) => ({
      path: `${resolveDir}/${path.slice(7)}`,
      namespace: "script-text",
    }));
    onLoad({ filter: /.*/, namespace: "script-text" }, async ({ path }) => {
      const { outputFiles, metafile } = await build({
        entryPoints: [path],
        bundle: true,
        minify: true,
        metafile: true,
        write: false,
        format: "iife",
        target,
        charset: "utf8",
        logLevel: "silent",
      });
      const contents = outputFiles[0].text.trim();
      return { contents, loader: "text", watchFiles: Object.keys(metafile.inputs).map(here) };
    });
  },
};

const shared = { bundle: true, minify: true, format: "esm", target, charset: "utf8" };
const bundle = {
  ...shared,
  entryPoints: [here("src/index.ts")],
  outfile: here("../static/rerun_state.js"),
  jsx: "automatic",
  jsxImportSource: "preact",
  alias: { "preact/jsx-runtime": here("src/view/jsx.ts") },
  plugins: [cssText, scriptText],
  logLevel: "info",
};
const stub = { ...shared, entryPoints: [here("src/stub.js")], outfile: here("../static/stub.js") };

if (process.argv.includes("--watch")) {
  await (await context(stub)).watch();
  await (await context(bundle)).watch();
} else {
  await buildChunks({ plugins: [cssText, scriptText], target, charset: "utf8" });
  await build(stub);
  for (const table of ["defaults.json", "libraries.json", "protocols.json"]) {
    const text = JSON.stringify(JSON.parse(await readFile(here(`src/${table}`), "utf8")));
    await writeFile(here(`../static/${table}`), text);
  }
  await build(bundle);
  const size = gzipSync(await readFile(bundle.outfile), { level: 9 }).length;
  console.log(`rerun_state.js: ${(size / 1000).toFixed(1)} kB gzipped`);
}
