// What would lead the frame away from the component, or let others speak in the page's name.
import type { Files } from "./files";

export function guard(files: Files): void {
  window.addEventListener("message", dropForged, true);
  window.addEventListener("click", (event) => keepFromLeaving(files, event));
  window.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (!event.defaultPrevented && files.isOwn(form.getAttribute("action") ?? "")) {
      event.preventDefault();
    }
  });
}

/** Any frame of the page can post to this one; what the page says comes another way. */
function dropForged(event: MessageEvent): void {
  if (event.isTrusted && event.data?.type === "streamlit:render") event.stopImmediatePropagation();
}

/** A link to a place of this document, or to a file of the component, is no way out. */
function keepFromLeaving(files: Files, event: MouseEvent): void {
  const link = event.composedPath().find((each) => each instanceof HTMLAnchorElement);
  const address = link?.getAttribute("href");
  if (event.defaultPrevented || address == null || link!.target === "_blank") return;
  if (!files.isOwn(address) || link!.hasAttribute("download")) return;
  event.preventDefault();
  if (address.startsWith("#") && address.length > 1) {
    document.getElementById(address.slice(1))?.scrollIntoView();
  }
}
