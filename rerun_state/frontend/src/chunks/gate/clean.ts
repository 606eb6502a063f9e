// The one way by which foreign markup becomes part of the document.
import DOMPurify, { type Config } from "dompurify";
import { linkTo, PREFIX, sandboxFor } from "../../dom/gate";
import { ATTRIBUTES, TAGS, admit } from "./policy";
import { scoped } from "./sheet";
import { isVisitors } from "./visitors";

interface Wishes {
  /** The element that the markup will stand in. */
  inside: Element;
  /** The author asked for scripts, which run in the notebook's page. */
  scripts?: boolean;
}

const CONFIG: Config & { RETURN_DOM_FRAGMENT: true } = {
  ALLOWED_TAGS: TAGS,
  ALLOWED_ATTR: ATTRIBUTES,
  // What `admit` has judged, or what is text.
  ADD_URI_SAFE_ATTR: ["href", "xlink:href", "src", "poster", "srcset", "data-anchor", "data-tex"],
  ALLOW_DATA_ATTR: false,
  // `admit` keeps ids apart from all names of the document.
  SANITIZE_DOM: false,
  // Style sheets at the beginning are kept only as part of a body.
  FORCE_BODY: true,
  HTML_INTEGRATION_POINTS: { foreignobject: true },
  RETURN_DOM_FRAGMENT: true,
};

/** With scripts there may be what these act by and on, but still nothing that a front end acts on. */
const OPEN: typeof CONFIG = {
  ...CONFIG,
  ADD_TAGS: ["script", "canvas"],
  ADD_ATTR: (name) => /^(on[a-z]+|name|async|defer|crossorigin|data-(?!(commandlinker|jp|lm|jupyter|mime|path|id$|type$)).+)$/.test(name),
  ALLOW_UNKNOWN_PROTOCOLS: true,
  SAFE_FOR_XML: false,
};

/** What ids get in the markup that is being cleaned. */
let prefix = PREFIX;
/** Documents of frames: they run apart, so they come in as they are. */
const documents = new WeakMap<Node, string>();
/** Style sheets, apart while the markup is cleaned: in them, what looks like markup is none. */
let sheets: string[] = [];

DOMPurify.addHook("beforeSanitizeElements", (node) => {
  if (!(node instanceof Element) || node.localName !== "style" || node.firstElementChild) return;
  node.textContent = String(sheets.push(node.textContent ?? "") - 1);
});

DOMPurify.addHook("uponSanitizeAttribute", (node, data) => {
  const tag = node.localName.toLowerCase();
  const value = admit(tag, data.attrName, data.attrValue, prefix);
  if (data.attrName === "srcdoc" && tag === "iframe") documents.set(node, data.attrValue);
  if (value === undefined || data.attrName === "srcdoc") data.keepAttr = false;
  else data.attrValue = value;
});

DOMPurify.addHook("afterSanitizeAttributes", (node) => {
  if (node.localName === "iframe") enclose(node);
  if (node.localName === "a") lead(node);
});

function enclose(frame: Element): void {
  const held = documents.get(frame);
  frame.setAttribute("sandbox", sandboxFor(held === undefined ? frame.getAttribute("src") : null));
  if (held !== undefined) frame.setAttribute("srcdoc", held);
}

/** A link leads to a tab of its own: in this one is the notebook. */
function lead(link: Element): void {
  for (const name of ["href", "xlink:href"]) {
    const to = link.getAttribute(name);
    if (to === null || to.startsWith("#")) continue;
    if (linkTo(to, link.hasAttribute("download"))) {
      link.setAttribute("target", "_blank");
      link.setAttribute("rel", "noopener noreferrer");
    } else link.removeAttribute(name);
  }
}

/** Markup as nodes, of what may be shown. */
export function clean(markup: string, { inside, scripts = false }: Wishes): DocumentFragment {
  prefix = scripts ? "" : PREFIX;
  sheets = [];
  const fragment = DOMPurify.sanitize(markup, scripts ? OPEN : CONFIG);
  for (const style of fragment.querySelectorAll("style")) {
    style.textContent = scoped(sheets[Number(style.textContent)] ?? "", scopeOf(inside), prefix);
  }
  if (scripts) fragment.querySelectorAll("script").forEach(revive);
  return fragment;
}

/** A selector for the app that an element stands in, and for none of another notebook's. */
function scopeOf(inside: Element): string {
  if (isVisitors()) return "body";
  const app = inside.closest<HTMLElement>(".rs")!;
  if (app.closest(".rs-beside")) return ".rs";
  app.dataset.scope ??= Math.random().toString(36).slice(2);
  // On a page of the apps' own their sidebars are in one that is beside them all.
  return `.rs[data-scope="${app.dataset.scope}"], .rs-beside`;
}

/** A script that was parsed as text does not run; a copy of it does. */
function revive(script: HTMLScriptElement): void {
  const copy = document.createElement("script");
  for (const { name, value } of script.attributes) copy.setAttribute(name, value);
  copy.textContent = script.textContent;
  script.replaceWith(copy);
}
