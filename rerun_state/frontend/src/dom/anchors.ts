// Links to headings of the page. The document's own ids belong to the front end, which also gives
// links to fragments a meaning of its own; so we look the place up and scroll ourselves.
import { PREFIX } from "./gate";

export function followAnchors(root: HTMLElement): void {
  root.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="#"]');
    if (!link) return;
    event.preventDefault();
    const name = CSS.escape(decoded(link.getAttribute("href")!.slice(1)));
    const places = ["data-anchor=\"", "id=\"", `id="${PREFIX}`].map((place) => `[${place}${name}"]`);
    const target = name && root.querySelector(places.join());
    if (target) target.scrollIntoView({ behavior: "smooth" });
  });
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** The anchor of a heading: its words in lower case, with dashes in between. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join("-");
}
