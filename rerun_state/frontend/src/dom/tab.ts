// The browser's tab: its title and address belong to the app only where it has the page to itself, in
// Voila or before a visitor. So does its icon (chunks/page/icon.ts).
import { useEffect } from "preact/hooks";
import type { PropsOf } from "../../contract";
import { hasAddresses } from "./address";
import { ownsPage } from "./own";

export function useTab({ title, query, page }: PropsOf<"app">): void {
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
    if (query === undefined || !ownsPage() || (page && hasAddresses())) return;
    const { pathname, hash } = location;
    history.replaceState(history.state, "", pathname + (query && `?${query}`) + hash);
  }, [query]);
}
