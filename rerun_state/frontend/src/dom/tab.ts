// The browser's tab: its title, icon and address belong to the app only where it has the page to
// itself, in Voila or before a visitor.
import { useEffect } from "preact/hooks";
import type { PropsOf } from "../../contract";
import { hasAddresses } from "./address";
import { ownsPage } from "./own";
import { plain } from "./text";

export function useTab({ title, icon, query, page }: PropsOf<"app">): void {
  useEffect(() => {
    if (title === undefined || !ownsPage()) return;
    document.title = title;
    document.querySelector("title")!.dataset.by = "app";
  }, [title]);
  useEffect(() => {
    // Where no program gives the page a title, its first heading does.
    if (!ownsPage() || document.querySelector("title")?.dataset.by) return;
    const heading = document.querySelector(".rs-sections h1")?.textContent?.trim();
    if (heading) document.title = heading;
  });
  useEffect(() => {
    if (icon !== undefined && ownsPage()) setIcon(iconUrl(icon));
  }, [icon]);
  useEffect(() => {
    if (query === undefined || !ownsPage() || (page && hasAddresses())) return;
    const { pathname, hash } = location;
    history.replaceState(history.state, "", pathname + (query && `?${query}`) + hash);
  }, [query]);
}

function setIcon(href: string): void {
  const found = document.querySelector<HTMLLinkElement>("link[rel~='icon']");
  const link = found ?? document.head.appendChild(document.createElement("link"));
  link.rel = "icon";
  link.href = href;
}

/** An address, or the picture of an emoji or of a drawn icon. */
function iconUrl(icon: string | { html: string }): string {
  if (typeof icon === "string" && /^(https?:|data:|[./])/.test(icon)) return icon;
  const svg =
    typeof icon === "string" || !icon.html.startsWith("<svg")
      ? `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><text y=".9em" font-size="90">${plain(icon)}</text></svg>`
      : icon.html.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
