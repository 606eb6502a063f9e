// What a component is made of: markup, a style sheet and a module, some of them files of the kernel's.
// A module is carried out once for all that a page mounts from it.
import type { PropsOf } from "../../../contract";
import type { Model } from "../../types";
import { listFiles, readFile, type Listing } from "./files";
import { serveLate } from "./late";
import { importsOf } from "./modules";
import { BASE, Files } from "./shim/files";

export type Cleanup = () => void;
export type Main = (given: object) => Cleanup | void;

export interface Parts {
  html: string;
  css: string;
  main: Main | null;
  /** The folder of those that are files. */
  files: Files | null;
}

/** Have the parts ready, those that are files too. */
export async function loadParts(model: Model, props: PropsOf<"bidi_component">): Promise<Parts> {
  const { folder = "", html_file, css_file, js_file, js } = props;
  const files = js_file || css_file ? await filesOf(model, folder) : null;
  const [html, css, main] = await Promise.all([
    textOf(model, folder, props.html, html_file),
    css_file && files
      ? textOf(model, folder, undefined, css_file).then((text) =>
          files.css(text, new URL(css_file.name, BASE).href),
        )
      : (props.css ?? ""),
    js_file && files
      ? mainOf(files, js_file.name, () => files.module(js_file.name))
      : js
        ? mainOf(model, js, () => moduleUrl(js))
        : null,
  ]);
  return { html, css, main, files };
}

interface File {
  name: string;
  digest: string;
}

async function textOf(model: Model, folder: string, text?: string, file?: File): Promise<string> {
  if (!file) return text ?? "";
  return new TextDecoder().decode(await readFile(model, folder, file.name, file.digest));
}

async function moduleUrl(js: string): Promise<string> {
  return URL.createObjectURL(new Blob([js], { type: "text/javascript" }));
}

/** By the page, or by the files that a page has of a folder. */
const mains = new WeakMap<Model | Files, Map<string, Promise<Main>>>();

function mainOf(owner: Model | Files, code: string, url: () => Promise<string>): Promise<Main> {
  const known = within(mains, owner, () => new Map<string, Promise<Main>>());
  let main = known.get(code);
  if (!main) {
    main = url().then(exported);
    known.set(code, main);
    main.catch(() => known.delete(code));
  }
  return main;
}

async function exported(url: string): Promise<Main> {
  const { default: main } = await import(url);
  if (typeof main !== "function") throw new Error("Its JavaScript has no default export to call.");
  return main;
}

/** By the page, and by all that is in a folder: what one file imports may change without it. */
const folders = new WeakMap<Model, Map<string, Files>>();

/** The files of a folder as they are now, as modules and style sheets of this page. */
async function filesOf(model: Model, folder: string): Promise<Files> {
  const listing = await listFiles(model, folder);
  const known = within(folders, model, () => new Map<string, Files>());
  return within(known, JSON.stringify([folder, listing]), () => makeFiles(model, folder, listing));
}

function makeFiles(model: Model, folder: string, listing: Listing): Files {
  const ask = async ({ name, module }: { name?: string; module?: boolean }) => {
    const bytes = await readFile(model, folder, name!, listing[name!]!);
    if (!module) return { bytes };
    return { bytes, imports: await importsOf(new TextDecoder().decode(bytes)) };
  };
  // Modules know nothing but the global scope; there they find how to import more of their folder.
  const importers = ((globalThis as any).__rerun_state_imports__ ??= []) as unknown[];
  const importing = `globalThis.__rerun_state_imports__[${importers.length}]`;
  const files = new Files(Object.keys(listing), ask, importing);
  const page = new WeakRef(files);
  importers.push((base: string) => page.deref()?.importer(base) ?? gone);
  serveLate(window, files);
  return files;
}

async function gone(): Promise<never> {
  throw new Error("The page of this component is gone.");
}

function within<K, V>(
  map: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  make: () => V,
): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
