// Files that a mounted component asks for by an address which it has computed. Its modules believe to
// be at a server that there is none of, so the browser says that such a file cannot be had; then it
// is given as it is, before anybody hears of that.
import { BASE, type Files } from "./shim/files";

type Asking = HTMLScriptElement | HTMLLinkElement | HTMLImageElement;

/** What was answered once; a file that cannot be had by then is told of. */
const answered = new WeakSet<Asking>();

/** Let what fails in a part of the document find a folder's files; no such event leaves a shadow. */
export function serveLate(root: EventTarget, files: Files): void {
  const folder = new WeakRef(files);
  const hear = (event: Event) => {
    const here = folder.deref();
    if (here) answer(event, here);
    else root.removeEventListener("error", hear, true);
  };
  root.addEventListener("error", hear, true);
}

function answer(event: Event, files: Files): void {
  const asking = event.target;
  if (!isAsking(asking) || answered.has(asking)) return;
  const address = asking instanceof HTMLLinkElement ? asking.href : asking.src;
  const name = address.startsWith(BASE) ? files.find(address) : null;
  if (name === null) return;
  event.stopImmediatePropagation();
  answered.add(asking);
  give(asking, files, name).catch(() => asking.dispatchEvent(new Event("error")));
}

function isAsking(target: EventTarget | null): target is Asking {
  return (
    target instanceof HTMLScriptElement ||
    target instanceof HTMLLinkElement ||
    target instanceof HTMLImageElement
  );
}

async function give(asking: Asking, files: Files, name: string): Promise<void> {
  if (asking instanceof HTMLLinkElement) asking.href = await files.blob(name);
  else if (asking instanceof HTMLImageElement) asking.src = await files.blob(name);
  else await run(asking, files, name);
}

/** A script does not run a second time: another one does in its place. */
async function run(asking: HTMLScriptElement, files: Files, name: string): Promise<void> {
  const script = document.createElement("script");
  script.type = asking.type;
  script.src = await (asking.type === "module" ? files.module(name) : files.blob(name));
  await new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = reject;
    asking.after(script);
  });
  script.remove();
  asking.dispatchEvent(new Event("load"));
}
