// The browser's tab: its title, icon and address belong to the app only where it has the page to
// itself, in Voila.
import { useEffect } from "preact/hooks";
import type { PropsOf } from "../../contract";
import { ownsPage } from "./own";
import { plain } from "./text";

/** Has a program given the page its title? Else the first heading does. */
let named = false;

export function useTab({ title, icon, query }: PropsOf<"app">): void {
  useEffect(() => {
    if (title !== undefined && ownsPage()) document.title = title;
  }, [title]);
  useEffect(() => {
    const heading = title === undefined && ownsPage() && document.querySelector(".rs-sections h1");
    if (heading && !named) document.title = heading.textContent!.trim() || document.title;
    named ||= title !== undefined;
  });
  useEffect(() => {
    if (icon !== undefined && ownsPage()) setIcon(iconUrl(icon));
  }, [icon]);
  useEffect(() => {
    if (query === undefined || !ownsPage()) return;
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
