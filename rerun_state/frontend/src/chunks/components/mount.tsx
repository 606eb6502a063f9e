// A component mounted in the page: its HTML and style sheet in a shadow root, its module called with
// data, and called again whenever those or the theme change.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { PropsOf } from "../../../contract";
import type { Data } from "../../../contract/components";
import { onThemeChange } from "../../dom/theme";
import { loadChunk } from "../../view/chunks";
import type { ChunkProps } from "../../view/lazy";
import type { Model } from "../../types";
import { asBytes, parseJson } from "./data";
import { listFiles, readFile } from "./files";
import { importsOf } from "./modules";
import { BASE, Files } from "./shim/files";
import type { InputOf } from "../../view/view";
import { cssProperties, themeOf } from "./theme";

type Kind = "bidi_component";
type Cleanup = () => void;
type Main = (given: object) => Cleanup | void;

interface Parts {
  html: string;
  css: string;
  main: Main | null;
}

let mounted = 0;

export function ComponentMount({ props, input, model }: ChunkProps<Kind>): JSX.Element {
  const wrapper = useRef<HTMLDivElement>(null);
  const home = useRef<HTMLDivElement>(null);
  const live = useRef<Mounted | null>(null);
  const latest = useRef(props);
  const [trouble, setTrouble] = useState<string>();
  latest.current = props;
  const { width, height } = props;
  const same = JSON.stringify(partsOf(props));

  const call = () =>
    live.current?.call(latest.current).then(
      () => setTrouble(undefined),
      (error: unknown) => setTrouble(String(error)),
    );
  useLayoutEffect(() => {
    let painted = "";
    /** Is the theme another one, by which the page is painted now? */
    const paint = (): boolean => {
      const properties = cssProperties(themeOf(wrapper.current!));
      const now = JSON.stringify(properties);
      if (now === painted) return false;
      painted = now;
      for (const [name, value] of Object.entries(properties)) {
        wrapper.current!.style.setProperty(name, value);
      }
      return true;
    };
    // Views are drawn before they stand in the document, where no colour can be measured.
    const shown = new ResizeObserver(() => void paint());
    shown.observe(wrapper.current!.firstElementChild!);
    paint();
    const stop = onThemeChange(() => {
      if (paint()) void call();
    });
    return () => {
      stop();
      shown.disconnect();
    };
  }, []);
  useEffect(() => {
    let gone = false;
    let made: Mounted | null = null;
    load(model, latest.current).then(
      (parts) => {
        if (gone) return;
        live.current = made = new Mounted(home.current!, parts, latest.current, input, model);
        void call();
      },
      (error: unknown) => gone || setTrouble(String(error)),
    );
    return () => {
      gone = true;
      live.current = null;
      made?.close();
    };
  }, [same]);
  useEffect(() => void call(), [props.data]);
  return (
    <>
      {trouble && (
        <p class="rs-note" role="alert">
          The component {props.name} cannot be shown: {trouble}
        </p>
      )}
      <div class="rs-component-theme" ref={wrapper}>
        <div
          class="rs-component"
          ref={home}
          data-width={width === "content" ? width : undefined}
          data-height={typeof height === "number" ? "fixed" : height}
          style={typeof height === "number" ? { height: `${height}px` } : undefined}
        />
      </div>
    </>
  );
}

const PARTS = [
  "name",
  "isolate",
  "folder",
  "html",
  "css",
  "js",
  "html_file",
  "css_file",
  "js_file",
] as const;

/** The properties that make it another component. */
function partsOf(props: PropsOf<Kind>): Partial<PropsOf<Kind>> {
  return Object.fromEntries(PARTS.map((name) => [name, props[name]]));
}

/** A component in its place, until it goes or becomes another one. */
class Mounted {
  readonly #root: ShadowRoot | HTMLElement;
  readonly #place: HTMLElement;
  readonly #main: Main | null;
  readonly #key = `st-bidi-component-${++mounted}`;
  #cleanup: Cleanup | null = null;
  #states: Record<string, unknown> | null = null;
  #fired: Record<string, unknown> = {};
  #sending = false;
  #calls = 0;
  #closed = false;

  constructor(
    home: HTMLElement,
    parts: Parts,
    readonly props: PropsOf<Kind>,
    readonly input: InputOf<Kind>,
    readonly model: Model,
  ) {
    this.#place = document.createElement("div");
    this.#place.style.height = typeof props.height === "number" ? "100%" : "inherit";
    home.append(this.#place);
    this.#root = props.isolate === false ? this.#place : this.#place.attachShadow({ mode: "open" });
    this.#main = parts.main;
    if (parts.css) {
      const style = document.createElement("style");
      style.textContent = parts.css;
      this.#root.append(style);
    }
    if (parts.html) {
      const content = document.createElement("div");
      // A fragment made so runs its scripts, as the author expects.
      content.append(document.createRange().createContextualFragment(parts.html));
      this.#root.append(content);
    }
  }

  /** Let the component show its data. */
  async call(props: PropsOf<Kind>): Promise<void> {
    const number = ++this.#calls;
    const data = await dataOf(this.model, props.data);
    if (this.#closed || number !== this.#calls || !this.#main) return;
    const cleanup = this.#main({
      name: props.name,
      data,
      key: this.#key,
      parentElement: this.#root,
      setStateValue: (name: string, value: unknown) => this.#set(name, value),
      setTriggerValue: (name: string, value: unknown) => this.#fire(name, value),
    });
    if (typeof cleanup === "function") this.#cleanup = cleanup;
  }

  close(): void {
    this.#closed = true;
    try {
      this.#cleanup?.();
    } catch (error) {
      console.error("[rerun_state] a component could not clean up", error);
    }
    this.#place.remove();
  }

  #set(name: string, value: unknown): void {
    this.#states = { ...this.#states, [name]: plain(value) };
    this.#soon();
  }

  #fire(name: string, value: unknown): void {
    if (this.props.form) return; // a form is sent by its own button
    this.#fired = { ...this.#fired, [name]: plain(value) };
    this.#soon();
  }

  /** What is set at once is told at once: states before triggers, for one run to see both. */
  #soon(): void {
    if (this.#sending) return;
    this.#sending = true;
    queueMicrotask(() => {
      const states = this.#states;
      const fired = this.#fired;
      this.#sending = false;
      this.#states = null;
      this.#fired = {};
      if (this.#closed) return;
      if (states) this.input.commit({ ...this.input.value, ...states });
      if (Object.keys(fired).length) this.input.send({ event: "press", value: fired });
    });
  }
}

/** A value as JSON has it. */
function plain(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value) ?? "null");
}

/** The data as the component's module is given it. */
async function dataOf(model: Model, data: Data = {}): Promise<unknown> {
  if (data.bytes !== undefined) return asBytes(data.bytes);
  if (data.json === undefined) return null;
  const value = parseJson(data.json);
  if (!data.tables) return value;
  const { tableFromIPC } = await loadChunk(model, "arrow");
  for (const [name, table] of Object.entries<any>(data.tables)) {
    value[name] = tableFromIPC(asBytes(table));
  }
  return value;
}

/** The parts of a component, those that are files from the kernel. */
async function load(model: Model, props: PropsOf<Kind>): Promise<Parts> {
  const { folder = "", html_file, css_file, js_file, js } = props;
  const files = js_file || css_file ? await folderFiles(model, folder) : null;
  const [html, css, main] = await Promise.all([
    textOf(model, folder, props.html, html_file),
    css_file && files
      ? textOf(model, folder, undefined, css_file).then((text) =>
          files.css(text, new URL(css_file.name, BASE).href),
        )
      : (props.css ?? ""),
    js_file && files
      ? mainOf(`${folder} ${js_file.digest}`, () => files.module(js_file.name))
      : js
        ? mainOf(js, () => moduleUrl(js))
        : null,
  ]);
  return { html, css, main };
}



async function textOf(model: Model, folder: string, text?: string, file?: { name: string; digest: string }): Promise<string> {
  if (!file) return text ?? "";
  return new TextDecoder().decode(await readFile(model, folder, file.name, file.digest));
}

async function moduleUrl(js: string): Promise<string> {
  return URL.createObjectURL(new Blob([js], { type: "text/javascript" }));
}

const mains = new Map<string, Promise<Main>>();


/** What a module exports; one module for all that are mounted from the same code. */
function mainOf(code: string, url: () => Promise<string>): Promise<Main> {
  let main = mains.get(code);
  if (!main) {
    main = url().then(exported);
    mains.set(code, main);
    main.catch(() => mains.delete(code));
  }
  return main;
}

async function exported(url: string): Promise<Main> {
  const { default: main } = await import(url);
  if (typeof main !== "function") throw new Error("Its JavaScript has no default export to call.");
  return main;
}

/** The files of a folder, as modules and style sheets of this page. */
async function folderFiles(model: Model, folder: string): Promise<Files> {
  const listing = await listFiles(model, folder);
  const scope = globalThis as any;
  const shared = (scope.__rerun_state_imports__ ??= {});
  const ask = async ({ name, module }: { name?: string; module?: boolean }) => {
    const bytes = await readFile(model, folder, name!, listing[name!]!);
    if (!module) return { bytes };
    return { bytes, imports: await importsOf(new TextDecoder().decode(bytes)) };
  };
  const importing = `globalThis.__rerun_state_imports__[${JSON.stringify(folder)}]`;
  const files = new Files(Object.keys(listing), ask, importing);
  shared[folder] = (base: string) => files.importer(base);
  return files;
}
