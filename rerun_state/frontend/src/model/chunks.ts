// Parts of the page that are loaded on first use. The kernel sends their code, by itself or when it is
// asked; it is a function that is given the modules of this bundle, so that there is one Preact in
// the page.
//
// Who waits for code waits for one page: it fails when that page has lost its kernel, and keeps
// nobody else waiting. Only what has come is shared: the code by the kernel's library, whose state a
// notebook may save, and what a code exports by the code itself.
import type { Question } from "../../contract";
import type { Model } from "../types";
import { lifeOf, type Life } from "./life";
import { packed, packs, unpacked } from "./packing";

let shared: Record<string, unknown> = {};

/** Give the modules that chunks may ask for by name. */
export function share(modules: Record<string, unknown>): void {
  shared = modules;
}

interface Asked {
  code: Promise<string>;
  settle(code?: string, error?: Error): void;
}

/** A kernel may be busy, or its answer lost: ask again after this time, and then twice as long. */
const PATIENCE = 5000;
/** Milliseconds in which a page is drawn that needs a code, mostly. */
const DRAWN = 1000;
/** No notebook has to carry fonts: without this, formulas are what a browser makes of MathML. */
const UNSAVED = "math";
const sources = new WeakMap<Model, Codes>();

/** The codes that a page has, or an input that is drawn alone. */
class Codes {
  readonly #life: Life;
  readonly #here = new Map<string, string>();
  /** What chunks export that this page has loaded. */
  readonly exports = new Map<string, unknown>();
  readonly #asked = new Map<string, Asked>();
  readonly #library: Promise<Model | undefined>;

  constructor(private readonly model: Model) {
    this.#life = lifeOf(model);
    this.#life.subscribe(() => this.#life.lost && this.#giveUp());
    // A front end that came late has this model, and not the library's.
    this.#library = model.widget_manager.get_model(model.get("library")).catch(() => undefined);
  }

  async get(name: string): Promise<string> {
    const library = await this.#library;
    const here = this.#here.get(name);
    if (here !== undefined) return here;
    const stored = library?.get("large")?.[name];
    const code = stored === undefined ? undefined : await unpacked(stored);
    return code ?? (this.#asked.get(name) ?? this.#ask(name)).code;
  }

  async take(name: string, code?: string, problem?: string): Promise<void> {
    if (code !== undefined) this.#here.set(name, code);
    this.#asked.get(name)?.settle(code, new Error(problem));
    if (name === UNSAVED) return;
    const library = await this.#library;
    if (code !== undefined && library) void save(library, name, code);
  }

  #ask(name: string): Asked {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let settle!: Asked["settle"];
    const code = new Promise<string>((resolve, reject) => {
      settle = (text, error) => {
        clearTimeout(timer);
        this.#asked.delete(name);
        if (text === undefined) reject(error);
        else resolve(text);
      };
    });
    const asked = { code, settle };
    this.#asked.set(name, asked);
    const send = (wait: number) => {
      if (this.#life.lost) return settle(undefined, new Error(NOBODY));
      try {
        this.model.send({ event: "chunk", name } satisfies Question);
      } catch {
        return this.#life.lose();
      }
      timer = setTimeout(send, wait, 2 * wait);
    };
    send(PATIENCE);
    return asked;
  }

  #giveUp(): void {
    for (const { settle } of [...this.#asked.values()]) settle(undefined, new Error(NOBODY));
  }
}

/** The codes that are saved compressed, as they came. */
const saved = new WeakMap<Model, Map<string, string>>();

/** Have a code saved with the notebook: at once as it is, and compressed when the page has been drawn. */
async function save(library: Model, name: string, code: string): Promise<void> {
  const large = () => library.get("large") ?? {};
  const put = (text: string) => library.set("large", { ...large(), [name]: text });
  const known = saved.get(library) ?? new Map<string, string>();
  saved.set(library, known);
  if (large()[name] === code || (name in large() && known.get(name) === code)) return;
  put(code);
  if (!packs()) return;
  await new Promise((resolve) => setTimeout(resolve, DRAWN));
  const small = await packed(code);
  if (large()[name] !== code) return; // the kernel has put another in its place, or none
  known.set(name, code);
  put(small);
}

const NOBODY = "It was not saved, and there is no kernel to give it. Run the cell.";

function codesOf(model: Model): Codes {
  let codes = sources.get(model);
  if (!codes) sources.set(model, (codes = new Codes(model)));
  return codes;
}

const evaluated = new Map<string, Promise<any>>();

/** The exports of a chunk; `model` is the page's, or that of the input which is drawn alone. */
export async function loadChunk<T = any>(model: Model, name: string): Promise<T> {
  const chunk = await evaluate(await loadCode(model, name), importChunk);
  codesOf(model).exports.set(name, chunk);
  return chunk;
}

/** The exports of a chunk that the page has loaded already. */
export function loadedChunk<T>(model: Model, name: string): T | undefined {
  return codesOf(model).exports.get(name) as T | undefined;
}

/** The text of a library, as JavaScript. */
export function loadCode(model: Model, name: string): Promise<string> {
  return codesOf(model).get(name);
}

/** Take what the kernel says of a library, be it asked or not. */
export function keepCode(model: Model, said: { name: string; code?: string; error?: string }): void {
  void codesOf(model).take(said.name, said.code, said.error);
}

/** What a code is when it is carried out by `make`; the same code is carried out once. */
export function evaluate<T>(code: string, make: (code: string) => Promise<T>): Promise<T> {
  let promise = evaluated.get(code);
  if (!promise) {
    evaluated.set(code, (promise = make(code)));
    promise.catch(() => evaluated.delete(code));
  }
  return promise;
}

async function importChunk(code: string): Promise<any> {
  const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const { default: chunk } = await import(url);
  URL.revokeObjectURL(url);
  return chunk((wanted: string) => shared[wanted] ?? missing(wanted));
}

function missing(name: string): never {
  throw new Error(`The page has no module ${name}.`);
}
