// The page's side of a component in a frame: gives it a port, files and arguments, takes its value.
import type { Model } from "../../types";
import { listFiles, readFile, type Listing } from "./files";
import { importsOf } from "./modules";
import type { Boot, FromFrame, FromPage, Question } from "./shim/shim";

export interface Heard {
  /** The component is there, or gone again: its frame loads another time. */
  ready(ready: boolean): void;
  value(value: unknown, type: unknown): void;
  height(height: number): void;
  trouble(text: string): void;
}

/** Talks with one frame; `close` when it goes. */
export interface Host {
  render(message: object): void;
  close(): void;
}

/** A frame that has the component's files from the kernel. */
export class FolderHost implements Host {
  #port: MessagePort | null = null;
  #ready = false;
  #latest: object | null = null;
  #files: Listing = {};

  constructor(
    readonly frame: HTMLIFrameElement,
    readonly nonce: string,
    readonly model: Model,
    readonly folder: string,
    readonly trusted: boolean,
    readonly heard: Heard,
  ) {
    window.addEventListener("message", this.#greet);
  }

  render(message: object): void {
    this.#latest = message;
    if (this.#ready) this.#post({ render: message });
  }

  close(): void {
    window.removeEventListener("message", this.#greet);
    this.#port?.close();
  }

  /** A frame that was moved loads anew, and greets again; what its old document says is void. */
  #greet = ({ source, data }: MessageEvent) => {
    if (source !== this.frame.contentWindow || data?.rsBoot !== this.nonce) return;
    this.#port?.close();
    this.#port = null;
    if (this.#ready) this.heard.ready((this.#ready = false));
    listFiles(this.model, this.folder).then(
      (files) => {
        if (!("index.html" in files)) this.heard.trouble("Its folder has no index.html.");
        else this.#begin(files);
      },
      (error: Error) => this.heard.trouble(error.message),
    );
  };

  #begin(files: Listing): void {
    const { port1, port2 } = new MessageChannel();
    this.#files = files;
    this.#port?.close();
    this.#port = port1;
    port1.onmessage = ({ data }: MessageEvent<FromFrame>) => this.#hear(data);
    const { origin, pathname } = location;
    const boot: Boot = { names: Object.keys(files), page: { origin, pathname }, trusted: this.trusted };
    this.frame.contentWindow?.postMessage({ rsPort: this.nonce, boot }, "*", [port2]);
  }

  #hear(data: FromFrame): void {
    if ("ask" in data) void this.#answer(data);
    else if ("trouble" in data) this.#ready || this.heard.trouble(String(data.trouble));
    else if (data.say?.type === "streamlit:componentReady") {
      this.#ready = true;
      this.heard.ready(true);
      if (this.#latest) this.#post({ render: this.#latest });
    } else if (this.#ready) hear(data.say, this.heard);
  }

  async #answer({ ask, name, text, module }: Question): Promise<void> {
    try {
      if (text !== undefined) return this.#post({ answer: ask, imports: await importsOf(String(text)) });
      const digest = this.#files[String(name)];
      if (digest === undefined) throw new Error(`The component has no file ${String(name)}.`);
      const bytes = await readFile(this.model, this.folder, String(name), digest);
      const imports = module ? await importsOf(new TextDecoder().decode(bytes)) : undefined;
      this.#post({ answer: ask, bytes, ...(imports && { imports }) });
    } catch (error) {
      this.#post({ answer: ask, error: error instanceof Error ? error.message : String(error) });
    }
  }

  #post(message: FromPage): void {
    this.#port?.postMessage(message);
  }
}

/** A frame that loads the component from a server of its own, and speaks by plain messages. */
export class ServerHost implements Host {
  #ready = false;
  #latest: object | null = null;

  constructor(
    readonly frame: HTMLIFrameElement,
    readonly url: string,
    readonly heard: Heard,
  ) {
    window.addEventListener("message", this.#hear);
  }

  render(message: object): void {
    this.#latest = message;
    if (this.#ready) this.frame.contentWindow?.postMessage(message, new URL(this.url).origin);
  }

  close(): void {
    window.removeEventListener("message", this.#hear);
  }

  #hear = ({ source, origin, data }: MessageEvent) => {
    if (source !== this.frame.contentWindow || !data?.isStreamlitMessage) return;
    if (origin !== new URL(this.url).origin) return;
    if (data.type === "streamlit:componentReady") {
      this.#ready = true;
      this.heard.ready(true);
      if (this.#latest) this.render(this.#latest);
    } else if (this.#ready) hear(data, this.heard);
  };
}

const HIGHEST = 20_000;

function hear(data: any, heard: Heard): void {
  if (data.type === "streamlit:setComponentValue") heard.value(data.value, data.dataType);
  else if (data.type === "streamlit:setFrameHeight") {
    const height = Number(data.height);
    if (Number.isFinite(height)) heard.height(Math.min(Math.max(height, 0), HIGHEST));
  }
}
