// The component's files inside of its frame: which addresses mean one, and each as a blob of the
// frame's own.
import type { Import } from "../modules";
import { rewriteCss } from "./css";

/** Where the component believes that it was loaded from. */
export const BASE = "https://component.invalid/";

export interface FileReply {
  bytes: Uint8Array<ArrayBuffer>;
  /** Of a module, its imports. */
  imports?: Import[];
}

/** Asks the page for a file, or for the imports of a module that has none. */
type Ask = (question: { name?: string; text?: string; module?: boolean }) => Promise<FileReply>;

const ADDRESS_OF_FILE = /new\s+URL\s*\(\s*("[^"]+"|'[^']+'|`[^`$]+`)\s*,\s*$/;

interface Edit {
  start: number;
  end: number;
  text: string;
}

const TYPES: Record<string, string> = {
  css: "text/css",
  gif: "image/gif",
  html: "text/html",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  js: "text/javascript",
  json: "application/json",
  mjs: "text/javascript",
  mp3: "audio/mpeg",
  mp4: "video/mp4",
  pdf: "application/pdf",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain",
  wasm: "application/wasm",
  webp: "image/webp",
  woff: "font/woff",
  woff2: "font/woff2",
};

export class Files {
  #names: Set<string>;
  #blobs = new Map<string, Promise<string>>();
  #modules = new Map<string, Promise<string>>();

  /** `importing` is the name of a function that gives `importer` for a base. */
  constructor(
    names: Iterable<string>,
    readonly ask: Ask,
    readonly importing: string,
  ) {
    this.#names = new Set(names);
  }

  /** The whole address that a relative one stands for; null for what is no address. */
  absolute(address: string, base = BASE): string | null {
    try {
      return new URL(address, base).href;
    } catch {
      return null;
    }
  }

  /** Does an address lead to the component's own server, be there such a file or not? */
  isOwn(address: string, base = BASE): boolean {
    return this.absolute(address, base)?.startsWith(BASE) ?? false;
  }

  /** The name of the file that an address means; null if there is none. */
  find(address: string, base = BASE): string | null {
    const whole = this.absolute(address, base);
    if (!whole?.startsWith(BASE)) return null;
    const name = decode(new URL(whole).pathname.slice(1)) || "index.html";
    return this.#names.has(name) ? name : null;
  }

  async read(name: string): Promise<Uint8Array<ArrayBuffer>> {
    return (await this.ask({ name })).bytes;
  }

  type(name: string): string {
    return TYPES[name.slice(name.lastIndexOf(".") + 1).toLowerCase()] ?? "application/octet-stream";
  }

  /** An address of this frame's own for a file. */
  blob(name: string): Promise<string> {
    return once(this.#blobs, name, async () => {
      const bytes = await this.read(name);
      const type = this.type(name);
      if (type !== "text/css") return address([bytes], type);
      return address([await this.css(new TextDecoder().decode(bytes), BASE + name)], type);
    });
  }

  /** A style sheet with addresses of this frame's own. */
  css(text: string, base = BASE): Promise<string> {
    return rewriteCss(text, async (wanted) => {
      const name = this.find(wanted, base);
      return name === null ? null : this.blob(name);
    });
  }

  /** An address of this frame's own for a module, and for all that it imports. */
  module(name: string, path: readonly string[] = []): Promise<string> {
    if (path.includes(name)) {
      return Promise.reject(new Error(`${name} is imported in a circle, which no frame can have.`));
    }
    return once(this.#modules, name, async () => {
      const { bytes, imports } = await this.ask({ name, module: true });
      const text = new TextDecoder().decode(bytes);
      const made = await this.linked(text, imports ?? [], BASE + name, [...path, name]);
      return address([made], "text/javascript");
    });
  }

  /** The text of a module with addresses of this frame's own. */
  async linked(
    text: string,
    imports: readonly Import[],
    base: string,
    path: readonly string[] = [],
  ): Promise<string> {
    const edits = await Promise.all(imports.map((found) => this.#edit(text, found, base, path)));
    let made = "";
    let at = 0;
    for (const edit of edits) {
      if (!edit) continue;
      made += text.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    return made + text.slice(at);
  }

  async #edit(text: string, found: Import, base: string, path: readonly string[]): Promise<Edit | null> {
    const { kind, start, end, name } = found;
    if (kind === "dynamic") return { start, end, text: `${this.importing}(${JSON.stringify(base)})` };
    if (kind === "static") {
      const file = name === null ? null : this.find(name, base);
      return file === null ? null : { start, end, text: await this.module(file, path) };
    }
    // `new URL("./x.wasm", import.meta.url)`, the way in which bundlers write the address of a file.
    const wanted = ADDRESS_OF_FILE.exec(text.slice(Math.max(0, start - 1000), start));
    const after = /^\s*\.\s*url/.exec(text.slice(end));
    if (wanted && after) {
      const file = this.find(wanted[1]!.slice(1, -1), base);
      if (file !== null) {
        const url = /\.m?js$/.test(file) ? await this.module(file, path) : await this.blob(file);
        const edit = { start: start - wanted[0].length, end: end + after[0].length };
        return { ...edit, text: `new URL(${JSON.stringify(url)}` };
      }
    }
    return { start, end, text: `({url:${JSON.stringify(base)}})` };
  }

  /** What `import(...)` becomes in a module that believes to be at `base`. */
  importer(base: string): (specifier: unknown) => Promise<unknown> {
    return async (specifier: unknown): Promise<unknown> => {
      const name = this.find(String(specifier), base);
      return import(name === null ? String(specifier) : await this.module(name));
    };
  }
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function address(parts: BlobPart[], type: string): string {
  return URL.createObjectURL(new Blob(parts, { type }));
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
