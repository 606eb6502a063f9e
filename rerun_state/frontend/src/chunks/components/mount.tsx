// A component mounted in the page: its HTML and style sheet in a shadow root, its module called with
// data, and called again whenever those or the theme change.
import type { JSX, RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { PropsOf } from "../../../contract";
import type { Data } from "../../../contract/components";
import type { Json } from "../../../contract/schema";
import { holdForms } from "../../dom/gate";
import { onThemeChange } from "../../dom/theme";
import { loadChunk } from "../../model/chunks";
import type { ChunkProps } from "../../view/lazy";
import type { InputOf } from "../../view/view";
import type { Model } from "../../types";
import { asBytes } from "../../format/base64";
import { parseJson } from "./data";
import { serveLate } from "./late";
import { loadParts, type Cleanup, type Main, type Parts } from "./parts";
import { cssProperties, themeOf } from "./theme";

type Kind = "bidi_component";

let mounted = 0;

export function ComponentMount({ props, input, model }: ChunkProps<Kind>): JSX.Element {
  const wrapper = useRef<HTMLDivElement>(null);
  const home = useRef<HTMLDivElement>(null);
  const { trouble, call } = useMounted(home, props, input, model);
  usePaint(wrapper, call);
  const { width, height } = props;
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

/** The component in its place: made anew when it becomes another one, called when its data change. */
function useMounted(
  home: RefObject<HTMLDivElement | null>,
  props: PropsOf<Kind>,
  input: InputOf<Kind>,
  model: Model,
) {
  const live = useRef<Mounted | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const [trouble, setTrouble] = useState<string>();
  const call = () =>
    live.current?.call(latest.current).then(
      () => setTrouble(undefined),
      (error: unknown) => setTrouble(String(error)),
    );
  useEffect(() => {
    let gone = false;
    let made: Mounted | null = null;
    loadParts(model, latest.current).then(
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
  }, [JSON.stringify(partsOf(props))]);
  useEffect(() => void call(), [props.data]);
  return { trouble, call };
}

/** Hand the theme over as CSS properties; `tell` when it has become another one. */
function usePaint(wrapper: RefObject<HTMLDivElement | null>, tell: () => unknown): void {
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
      if (paint()) void tell();
    });
    return () => {
      stop();
      shown.disconnect();
    };
  }, []);
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
  #states: Record<string, Json> | null = null;
  #fired: Record<string, Json> = {};
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
    holdForms(this.#root); // no such event leaves a shadow
    if (parts.files) serveLate(this.#root, parts.files);
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
      if (Object.keys(fired).length) this.input.press(fired);
    });
  }
}

/** A value as JSON has it. */
function plain(value: unknown): Json {
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
