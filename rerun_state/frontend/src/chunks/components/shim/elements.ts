// Elements whose address is a file of the component: they load a blob, and go on to tell the address
// that the component gave them. Webpack finds its chunks by the `src` of the script that it runs in.
import type { Files } from "./files";

const ADDRESSES: [string, string][] = [
  ["HTMLScriptElement", "src"],
  ["HTMLLinkElement", "href"],
  ["HTMLImageElement", "src"],
  ["HTMLMediaElement", "src"],
  ["HTMLSourceElement", "src"],
  ["HTMLEmbedElement", "src"],
  ["HTMLObjectElement", "data"],
  ["HTMLIFrameElement", "src"],
];

/** What an element of a document that is still to be written says it was loaded from. */
export const GIVEN = "data-rs-from";

const given = new WeakMap<Element, string>();

/** Let the addresses of all elements of the frame mean files of the component. */
export function patchElements(files: Files): void {
  const scope = window as unknown as Record<string, { prototype: Element }>;
  for (const [name, property] of ADDRESSES) {
    const prototype = scope[name]!.prototype;
    const native = Object.getOwnPropertyDescriptor(prototype, property)!;
    Object.defineProperty(prototype, property, {
      ...native,
      get(this: Element) {
        const address = given.get(this) ?? this.getAttribute(GIVEN);
        return address === null ? native.get!.call(this) : files.absolute(address);
      },
      set(this: Element, value: unknown) {
        const address = String(value);
        if (files.isOwn(address)) void load(files, this, address, (url) => native.set!.call(this, url));
        else {
          given.delete(this);
          native.set!.call(this, value);
        }
      },
    });
  }
  patchAttributes(files);
  new MutationObserver((changes) => {
    for (const { target, type, addedNodes } of changes) {
      if (type === "attributes") catchUp(files, target as Element);
      for (const node of addedNodes) if (node instanceof Element) catchUpBelow(files, node);
    }
  }).observe(document, {
    attributeFilter: ["src", "href", "data"],
    childList: true,
    subtree: true,
  });
}

function patchAttributes(files: Files): void {
  const native = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function (this: Element, name: string, value: string): void {
    const property = propertyOf(this);
    if (property === name.toLowerCase() && files.isOwn(String(value))) {
      (this as unknown as Record<string, string>)[property] = String(value);
    } else native.call(this, name, value);
  };
}

/** The property of an element that holds the address of what it loads. */
function propertyOf(element: Element): string | null {
  const scope = window as unknown as Record<string, new () => Element>;
  const found = ADDRESSES.find(([name]) => element instanceof scope[name]!);
  return found ? found[1] : null;
}

/** Elements that came as markup have had their addresses without our knowing. */
function catchUp(files: Files, element: Element): void {
  const property = propertyOf(element);
  const address = property && element.getAttribute(property);
  if (!property || !address || !files.isOwn(address) || element.hasAttribute(GIVEN)) return;
  (element as unknown as Record<string, string>)[property] = address;
}

function catchUpBelow(files: Files, element: Element): void {
  catchUp(files, element);
  for (const each of element.querySelectorAll("[src], [href], [data]")) catchUp(files, each);
  for (const style of [element, ...element.querySelectorAll("style")]) {
    if (style instanceof HTMLStyleElement && style.textContent?.includes("url(")) {
      void files.css(style.textContent).then((css) => {
        if (css !== style.textContent) style.textContent = css;
      });
    }
  }
}

/** Load a file into an element, unless that is to load something else by then. */
async function load(
  files: Files,
  element: Element,
  address: string,
  set: (url: string) => void,
): Promise<void> {
  given.set(element, address);
  element.removeAttribute(GIVEN);
  try {
    const url = await addressFor(files, element, address);
    if (given.get(element) !== address) return;
    if (url === null) element.dispatchEvent(new Event("load"));
    else set(url);
  } catch {
    if (given.get(element) === address) element.dispatchEvent(new Event("error"));
  }
}

/** An address of this frame's own for what an element is to load; null for what need not be. */
async function addressFor(files: Files, element: Element, address: string): Promise<string | null> {
  await undefined; // the program may go on to say what kind of link or script it is
  if (element instanceof HTMLLinkElement && /preload|prefetch|icon/.test(element.rel)) return null;
  const name = files.find(address);
  if (name === null) throw new Error(`The component has no file ${address}.`);
  const isModule = element instanceof HTMLScriptElement && element.type === "module";
  return isModule ? files.module(name) : files.blob(name);
}
