// The icon of the browser's tab, where that is the app's.
import { useEffect } from "preact/hooks";
import type { PropsOf } from "../../../contract";
import { plain } from "../../dom/text";

type Given = NonNullable<PropsOf<"app">["icon"]>;

/** Draws nothing on the page. */
export function Icon({ icon }: { icon: Given }): null {
  useEffect(() => setIcon(iconUrl(icon)), [icon]);
  return null;
}

function setIcon(href: string): void {
  const found = document.querySelector<HTMLLinkElement>("link[rel~='icon']");
  const link = found ?? document.head.appendChild(document.createElement("link"));
  link.rel = "icon";
  link.href = href;
}

/** An address, or the picture of an emoji or of a drawn icon. */
function iconUrl(icon: Given): string {
  if (typeof icon === "string" && /^(https?:|data:|[./])/.test(icon)) return icon;
  const svg =
    typeof icon === "string" || !icon.html.startsWith("<svg")
      ? `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><text y=".9em" font-size="90">${plain(icon)}</text></svg>`
      : icon.html.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
