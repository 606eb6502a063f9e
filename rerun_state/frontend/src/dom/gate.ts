// Where foreign things enter the document: addresses and frames. Only what is named here gets in.
// Declarations of style pass declarations.ts, markup passes chunks/gate/, which asks both.
import protocols from "../protocols.json";

const LINKS = new Set(protocols.links);
const MEDIA = new Set(protocols.media);

/** What an address is, once the browser has read it: it drops tabs, and decodes nothing. */
function read(address: unknown): { protocol: string; path: string } | undefined {
  if (typeof address !== "string" || !address.trim()) return undefined;
  try {
    const url = new URL(address, "https://relative.invalid");
    return { protocol: url.protocol.slice(0, -1), path: url.pathname };
  } catch {
    return undefined;
  }
}

/** The address if a link may lead there, for `href`. A link that downloads may hold its file. */
export function linkTo(address: unknown, download = false): string | undefined {
  const { protocol = "" } = read(address) ?? {};
  const held = download && (protocol === "data" || protocol === "blob");
  return held || LINKS.has(protocol) ? (address as string) : undefined;
}

/** The address if a picture, sound, film or document may come from there, for `src`. */
export function mediaAt(address: unknown): string | undefined {
  const { protocol = "", path = "" } = read(address) ?? {};
  const held = protocol === "data" && /^((image|audio|video)\/|application\/pdf\b)/i.test(path);
  return held || MEDIA.has(protocol) ? (address as string) : undefined;
}

/** The address if a frame may show it; `data:` has an origin of its own. */
export function frameAt(address: unknown): string | undefined {
  const { protocol = "" } = read(address) ?? {};
  return protocol === "data" || MEDIA.has(protocol) ? (address as string) : undefined;
}

const ALONE = "allow-scripts allow-forms allow-popups allow-downloads allow-modals";

/**
 * What the document in a frame may do. It never has the notebook's origin: another site keeps its
 * own one, for its log-in and storage, and everything else gets none.
 */
export function sandboxFor(address?: string | null): string {
  if (!address) return ALONE;
  const { protocol, origin } = new URL(address, document.baseURI);
  const elsewhere = /^https?:$/.test(protocol) && origin !== location.origin;
  return elsewhere ? `${ALONE} allow-same-origin` : ALONE;
}

/** What comes before the names that foreign markup gives: ids, fonts, animations. */
export const PREFIX = "user-content-";

const XLINK = "http://www.w3.org/1999/xlink";
const COMMAND = /^data-commandlinker/i;

/**
 * Check what is clicked in an app, whatever drew it, a library of charts or another widget: it
 * leads nowhere else than links may, and names no command of the front end's. No form is sent.
 */
export function guardActs(root: HTMLElement): void {
  const check = (event: Event) => {
    for (const el of event.composedPath()) {
      if (el === root) return;
      if (!(el instanceof Element)) continue;
      el.getAttributeNames().filter((name) => COMMAND.test(name)).forEach((name) => el.removeAttribute(name));
      const href = el.getAttribute("href") ?? el.getAttributeNS(XLINK, "href");
      if (href !== null && !linkTo(href, el.hasAttribute("download"))) event.preventDefault();
    }
  };
  root.addEventListener("click", check, true);
  root.addEventListener("auxclick", check, true);
  holdForms(root);
}

/** Keep the page where it is when a form is sent, as by Enter in an input of a Vega chart. */
export function holdForms(root: Node): void {
  root.addEventListener("submit", (event) => event.preventDefault(), true);
}
