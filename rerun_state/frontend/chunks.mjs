// Bundles each file of src/chunks/ into ../static/chunks/: the parts of the page that the browser
// asks for on first use. What the core bundle shares (see src/shared.ts) is left out: a chunk is a
// function that is given the core's modules by name. Other modules of src/ become part of it.
import { build } from "esbuild";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, extname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { forgetful } from "./scripts/forgetful.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const source = here("src");
const own = here("src/chunks");

/** The modules that src/shared.ts names. */
const shared = new Set((await readFile(here("src/shared.ts"), "utf8")).match(/core:[\w/]+/g));

const core = {
  name: "core",
  setup({ onResolve }) {
    onResolve({ filter: /^preact(\/.*)?$/ }, ({ path }) => ({ path, external: true }));
    onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
      if (!resolveDir.startsWith(source)) return undefined;
      const name = `core:${relative(source, resolve(resolveDir, path))}`;
      return shared.has(name) ? { path: name, external: true } : undefined;
    });
  },
};

/** Build all chunks; return the files that went in.  `plugins` are those of the core bundle. */
export async function buildChunks({ plugins, ...options }) {
  await rm(here("../static/chunks"), { recursive: true, force: true });
  await mkdir(here("../static/chunks"), { recursive: true });
  const files = (await readdir(own)).filter((name) => /\.tsx?$/.test(name));
  const inputs = [];
  for (const file of files) {
    const name = basename(file, extname(file));
    const { outputFiles, metafile } = await build({
      metafile: true,
      ...options,
      entryPoints: [resolve(own, file)],
      bundle: true,
      minify: true,
      write: false,
      format: "cjs",
      platform: "browser",
      jsx: "automatic",
      jsxImportSource: "preact",
      loader: { ".png": "dataurl", ".svg": "dataurl", ".wasm": "binary", ".css": "empty" },
      // The front end of ipywidgets has one of its version 7 as well.
      alias: {
        "@jupyter-widgets/base7": "@jupyter-widgets/base",
        "@jupyter-widgets/controls7": "@jupyter-widgets/controls",
      },
      plugins: [...plugins, core, forgetful],
      logLevel: "error",
    });
    inputs.push(...Object.keys(metafile.inputs));
    const text =
      "export default function(require){var module={exports:{}},exports=module.exports;" +
      `${outputFiles[0].text.trim()}\nreturn module.exports}`;
    await writeFile(here(`../static/chunks/${name}.js`), text);
    console.log(`chunks/${name}.js: ${(gzipSync(text).length / 1000).toFixed(1)} kB gzipped`);
  }
  return inputs;
}
