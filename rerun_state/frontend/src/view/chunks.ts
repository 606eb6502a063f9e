// Parts of the page that are loaded on first use. The kernel sends their code as one buffer, by itself
// or when it is asked; it is a function that is given the modules of this bundle, so that there is
// one Preact in the page.
import type { Model } from "../types";

type Buffers = readonly (ArrayBufferView<ArrayBuffer> | string)[];

let shared: Record<string, unknown> = {};

/** Give the modules that chunks may ask for by name. */
export function share(modules: Record<string, unknown>): void {
  shared = modules;
}

const codes = new Map<string, Promise<Blob>>();
const chunks = new Map<string, Promise<any>>();

/** The exports of a chunk, loaded once per browser page; `model` leads to the kernel's library. */
export function loadChunk<T = any>(model: Model, name: string): Promise<T> {
  return once(chunks, name, async () => {
    const url = URL.createObjectURL(await loadCode(model, name));
    const { default: chunk } = await import(url);
    URL.revokeObjectURL(url);
    return chunk((wanted: string) => shared[wanted] ?? missing(wanted));
  });
}

/** The text of a library, as JavaScript. */
export function loadCode(model: Model, name: string): Promise<Blob> {
  return once(codes, name, () => ask(model, name));
}

/** Take the text of a library that nobody has asked for yet. */
export function keepCode(name: string, buffers?: Buffers): void {
  codes.set(name, Promise.resolve(asScript(buffers)));
}

/** Remember what `make` promises, unless it fails. */
function once<T>(made: Map<string, Promise<T>>, name: string, make: () => Promise<T>): Promise<T> {
  let promise = made.get(name);
  if (!promise) {
    promise = make();
    made.set(name, promise);
    promise.catch(() => made.delete(name));
  }
  return promise;
}

async function ask(model: Model, name: string): Promise<Blob> {
  const library = await model.widget_manager.get_model(model.get("library"));
  const kept = library.get("large")?.[name];
  if (kept) return asScript([kept]);
  return new Promise((resolve, reject) => {
    const hear = (content: any, buffers?: Buffers) => {
      if (content.event !== "chunk" || content.name !== name) return;
      library.off("msg:custom", hear);
      if (content.error) reject(new Error(content.error));
      else resolve(asScript(buffers));
    };
    library.on("msg:custom", hear);
    library.send({ event: "chunk", name });
  });
}

function asScript(buffers: Buffers = []): Blob {
  return new Blob([...buffers], { type: "text/javascript" });
}

function missing(name: string): never {
  throw new Error(`The page has no module ${name}.`);
}
