// What a frame without an origin cannot have, in a form that programs get along with: cookies,
// storage and history that last as long as the frame, and a parent that takes messages.

/** What a component may know of the page around it: never its query, which may hold a token. */
export interface PageAddress {
  origin: string;
  pathname: string;
}

/** The window that the component takes for its parent; what it posts there goes to `post`. */
export function parentStandIn(page: PageAddress, post: (data: unknown) => void): object {
  const { origin, pathname } = page;
  const { protocol, host, hostname, port } = new URL(origin.startsWith("http") ? origin : "http://localhost");
  const location = {
    ...{ origin, protocol, host, hostname, port, pathname, search: "", hash: "" },
    href: origin + pathname,
    toString: () => origin + pathname,
    reload: () => undefined,
  };
  const standIn = {
    postMessage: post,
    location,
    origin,
    name: "",
    closed: false,
    length: 0,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    get document(): never {
      throw new DOMException("A component cannot reach the page around it.", "SecurityError");
    },
    get parent(): object {
      return standIn;
    },
    get top(): object {
      return standIn;
    },
  };
  return standIn;
}

/** Cookies that last as long as the frame. */
export class Cookies {
  #jar = new Map<string, string>();

  get text(): string {
    return [...this.#jar].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  set text(cookie: string) {
    const [pair = "", ...attributes] = String(cookie).split(";");
    const at = pair.indexOf("=");
    const name = pair.slice(0, Math.max(at, 0)).trim();
    if (isOver(attributes)) this.#jar.delete(name);
    else this.#jar.set(name, pair.slice(at + 1).trim());
  }
}

/** Do the attributes of a cookie say that it is to be forgotten? */
function isOver(attributes: string[]): boolean {
  for (const attribute of attributes) {
    const [name = "", value = ""] = attribute.split("=").map((part) => part.trim());
    if (/^max-age$/i.test(name)) return Number(value) <= 0;
    if (/^expires$/i.test(name)) return Date.parse(value) <= Date.now();
  }
  return false;
}

/** A storage that lasts as long as the frame; its entries are properties as well. */
export function memoryStorage(): Storage {
  const entries = new Map<string, string>();
  const methods = {
    getItem: (name: string) => entries.get(String(name)) ?? null,
    setItem: (name: string, value: string) => void entries.set(String(name), String(value)),
    removeItem: (name: string) => void entries.delete(String(name)),
    clear: () => entries.clear(),
    key: (index: number) => [...entries.keys()][index] ?? null,
  };
  return new Proxy(methods as unknown as Storage, {
    get: (target, name) => {
      if (name === "length") return entries.size;
      if (typeof name === "symbol" || name in target) return Reflect.get(target, name);
      return entries.get(name);
    },
    set: (_, name, value) => (entries.set(String(name), String(value)), true),
    deleteProperty: (_, name) => (entries.delete(String(name)), true),
    has: (target, name) => name in target || entries.has(String(name)),
    ownKeys: () => [...entries.keys()],
    getOwnPropertyDescriptor: (_, name) =>
      entries.has(String(name))
        ? { value: entries.get(String(name)), configurable: true, enumerable: true, writable: true }
        : undefined,
  });
}

/** Put the stand-ins in the places of what the frame has not. */
export function standIn(parent: object): void {
  const cookies = new Cookies();
  Object.defineProperty(document, "cookie", {
    configurable: true,
    get: () => cookies.text,
    set: (cookie: string) => (cookies.text = cookie),
  });
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, { configurable: true, value: memoryStorage() });
  }
  Object.defineProperty(window, "parent", { configurable: true, get: () => parent });
  for (const name of ["pushState", "replaceState"] as const) {
    const native = history[name].bind(history);
    history[name] = (state: unknown, unused: string) => native(state, unused); // without its address
  }
}
