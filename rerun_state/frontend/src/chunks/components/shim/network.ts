// What programs fetch: files of the component are answered here, all else goes the usual way.
import { BASE, type Files } from "./files";

export function patchNetwork(files: Files): void {
  patchFetch(files);
  patchRequests(files);
  patchWorkers(files);
}

function patchFetch(files: Files): void {
  const native = window.fetch.bind(window);
  window.fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const address = input instanceof Request ? input.url : String(input);
    if (!files.isOwn(address)) return native(input, init);
    const name = files.find(address);
    if (name === null) return new Response("Not found", { status: 404, statusText: "Not Found" });
    const bytes = await files.read(name);
    return new Response(bytes, { headers: { "Content-Type": files.type(name) } });
  };
}

function patchRequests(files: Files): void {
  const wanted = new WeakMap<XMLHttpRequest, { method: string; address: string }>();
  const { open, send } = XMLHttpRequest.prototype;
  const nowhere = URL.createObjectURL(new Blob([]));
  XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, ...args: any[]): void {
    const [method, url, async = true, ...rest] = args;
    const address = String(url);
    if (async && files.isOwn(address)) {
      wanted.set(this, { method: String(method), address });
      return open.call(this, "GET", nowhere, true); // for headers to be set, until it is sent
    }
    wanted.delete(this);
    return (open as any).call(this, method, url, async, ...rest);
  } as XMLHttpRequest["open"];
  XMLHttpRequest.prototype.send = function (this: XMLHttpRequest, body?: any): void {
    const request = wanted.get(this);
    if (!request) return send.call(this, body);
    const name = files.find(request.address);
    const url = name === null ? Promise.reject(new Error("404")) : files.blob(name);
    void url
      .catch(() => `${BASE}missing`)
      .then((found) => {
        const { responseType, timeout } = this;
        open.call(this, "GET", found, true);
        this.responseType = responseType;
        this.timeout = timeout;
        send.call(this);
      });
  };
}

/** The first code of a worker: what is posted waits until the worker's own code is there.
 *
 * Browsers refuse workers that are modules to a frame without an origin, but any worker may import.
 */
function starter(module: boolean): string {
  const load = module ? "import(data.rsCode).then(go)" : "importScripts(data.rsCode);go()";
  return `const early=[];let begun=false;
const go=()=>{removeEventListener("message",hold);
for(const {data,ports} of early)dispatchEvent(new MessageEvent("message",{data,ports}))};
const hold=event=>{event.stopImmediatePropagation();const {data}=event;
if(!begun&&data?.rsCode){begun=true;${load}}else early.push(event)};
addEventListener("message",hold);`;
}

function patchWorkers(files: Files): void {
  const Native = window.Worker;
  window.Worker = class extends Native {
    constructor(url: string | URL, options?: WorkerOptions) {
      const module = options?.type === "module";
      const code = codeOf(files, String(url), module);
      if (code === null) {
        super(url, options);
        return;
      }
      const first = new Blob([starter(module)], { type: "text/javascript" });
      super(URL.createObjectURL(first), { ...options, type: "classic" });
      const post = super.postMessage.bind(this) as (...message: any[]) => void;
      const early: any[][] = [];
      this.postMessage = (...message: any[]) => void early.push(message);
      code.then(
        (rsCode) => {
          post({ rsCode });
          for (const message of early) post(...message);
          this.postMessage = post;
        },
        () => this.dispatchEvent(new ErrorEvent("error", { message: `${url} is not there.` })),
      );
    }
  };
}

/** An address of this frame's own for the code of a worker; null where the browser finds it. */
function codeOf(files: Files, url: string, module: boolean): Promise<string> | null {
  const name = files.find(url);
  if (name !== null) return module ? files.module(name) : files.blob(name);
  return module && url.startsWith("blob:") ? Promise.resolve(url) : null;
}
