// The component's index.html, with addresses that the frame can load.
import { GIVEN } from "./elements";
import { BASE, type Files } from "./files";

// What would load a file again, or refuse one for where it comes from.
const NEEDLESS =
  'link[rel~="preload"], link[rel~="modulepreload"], link[rel~="prefetch"], link[rel~="icon"], ' +
  'link[rel~="manifest"], meta[http-equiv], base';

/** The text of a document that the frame can be written with. */
export async function linkedDocument(files: Files, html: string): Promise<string> {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const needless of page.querySelectorAll(NEEDLESS)) needless.remove();
  const base = page.createElement("base");
  base.href = BASE;
  page.head.prepend(base);
  const work: Promise<void>[] = [];
  for (const element of page.querySelectorAll("[src], link[href]")) {
    work.push(link(files, element, element.localName === "link" ? "href" : "src"));
  }
  for (const style of page.querySelectorAll("style")) {
    work.push(files.css(style.textContent ?? "").then((css) => void (style.textContent = css)));
  }
  for (const script of page.querySelectorAll<HTMLScriptElement>('script[type="module"]:not([src])')) {
    work.push(linkModule(files, script));
  }
  await Promise.all(work);
  return `<!doctype html>${page.documentElement.outerHTML}`;
}

async function link(files: Files, element: Element, attribute: string): Promise<void> {
  element.removeAttribute("integrity");
  const address = element.getAttribute(attribute) ?? "";
  if (!files.isOwn(address)) return;
  element.removeAttribute("crossorigin");
  const name = files.find(address);
  // What is not there must not be looked for elsewhere; the element hears of it as from a server.
  if (name === null) return element.setAttribute(attribute, `${BASE}missing`);
  const isModule = element.localName === "script" && element.getAttribute("type") === "module";
  element.setAttribute(attribute, await (isModule ? files.module(name) : files.blob(name)));
  element.setAttribute(GIVEN, address);
}

async function linkModule(files: Files, script: HTMLScriptElement): Promise<void> {
  const text = script.textContent ?? "";
  const { imports } = await files.ask({ text });
  script.textContent = await files.linked(text, imports ?? [], BASE);
}
