// The first script of a component's frame. It gets a port of its own from the page, builds the
// component's document out of files that come through it, and passes on what the component says.
//
// The component's listeners never see the port, and what another document in this frame might post
// never reaches it: so a value is the component's.
import type { Import } from "../modules";
import { linkedDocument } from "./document";
import { patchElements } from "./elements";
import { Files, type FileReply } from "./files";
import { guard } from "./guards";
import { patchNetwork } from "./network";
import { parentStandIn, standIn, type PageAddress } from "./standins";

export interface Boot {
  names: string[];
  page: PageAddress;
  trusted: boolean;
}

/** What comes through the port. */
export type FromPage =
  | { render: object }
  | { answer: number; bytes?: Uint8Array<ArrayBuffer>; imports?: Import[]; error?: string };

export type FromFrame = { say: any } | { trouble: string } | Question;

/** Wants a file, or the imports of a module that is none. */
export interface Question {
  ask: number;
  name?: string;
  text?: string;
  module?: boolean;
}

declare const RS_NONCE: string;

function start(nonce: string): void {
  document.currentScript?.remove();
  const page = window.parent;
  const greet = ({ source, data, ports }: MessageEvent) => {
    if (source !== page || data?.rsPort !== nonce) return;
    window.removeEventListener("message", greet);
    void build(page, ports[0]!, data.boot as Boot);
  };
  window.addEventListener("message", greet);
  page.postMessage({ rsBoot: nonce }, "*");
}

async function build(page: Window, port: MessagePort, boot: Boot): Promise<void> {
  const say = (message: FromFrame) => port.postMessage(message);
  const waiting = new Map<number, [(reply: FileReply) => void, (error: Error) => void]>();
  port.onmessage = ({ data }: MessageEvent<FromPage>) => {
    if ("render" in data) {
      window.dispatchEvent(
        new MessageEvent("message", { data: data.render, origin: boot.page.origin, source: page }),
      );
      return;
    }
    const [resolve, reject] = waiting.get(data.answer) ?? [];
    waiting.delete(data.answer);
    if (data.error === undefined) resolve?.({ bytes: data.bytes!, imports: data.imports });
    else reject?.(new Error(data.error));
  };
  let asked = 0;
  const ask = (question: Omit<Question, "ask">) =>
    new Promise<FileReply>((resolve, reject) => {
      waiting.set(++asked, [resolve, reject]);
      say({ ask: asked, ...question });
    });
  const files = new Files(boot.names, ask, "globalThis.__rsImport");
  Object.assign(globalThis, { __rsImport: (base: string) => files.importer(base) });
  const post = (data: any) => {
    if (data?.isStreamlitMessage) say({ say: data });
  };
  try {
    const index = new TextDecoder().decode(await files.read("index.html"));
    const html = await linkedDocument(files, index);
    if (boot.trusted) trust(page, post);
    else standIn(parentStandIn(boot.page, post));
    patchNetwork(files);
    document.open(); // takes away all listeners that there were
    window.addEventListener("error", ({ message }) => say({ trouble: message }));
    guard(files);
    patchElements(files);
    document.write(html);
    document.close();
  } catch (error) {
    say({ trouble: error instanceof Error ? error.message : String(error) });
  }
}

/** A component that is trusted has the page itself as its parent, but for what it tells Streamlit. */
function trust(page: Window, post: (data: unknown) => void): void {
  const parent = new Proxy(page, {
    get(target, name) {
      if (name === "postMessage") {
        return (data: any, ...rest: any[]) =>
          data?.isStreamlitMessage ? post(data) : (target.postMessage as any)(data, ...rest);
      }
      const value = Reflect.get(target, name);
      return typeof value === "function" && !/^[A-Z]/.test(String(name)) ? value.bind(target) : value;
    },
    set: (target, name, value) => Reflect.set(target, name, value),
  });
  Object.defineProperty(window, "parent", { configurable: true, get: () => parent });
}

start(RS_NONCE);
