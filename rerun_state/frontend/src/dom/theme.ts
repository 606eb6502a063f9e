// Light or dark is measured, not asked for: every front end names its themes in its own way, and
// VS Code puts widgets on a white ground in its dark themes too.

/** Whether `el` stands on a dark ground; where nobody paints one, whether its text is light. */
export function isDark(el: Element): boolean {
  if (!el.isConnected) return document.body.dataset.jpThemeLight === "false";
  const ground = groundOf(el);
  return ground ? !isLightColour(ground) : isLightColour(getComputedStyle(el).color);
}

/** The colour of what `el` stands on: of the front end's grounds, each has chosen another one. */
export function groundOf(el: Element | null): string | null {
  for (; el; el = el.parentElement) {
    const colour = getComputedStyle(el).backgroundColor;
    if (!colour.endsWith(", 0)")) return colour;
  }
  return null;
}

/** Whether a CSS colour such as "rgb(255, 255, 255)" is nearer to white than to black. */
export function isLightColour(colour: string): boolean {
  const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  const scale = colour.startsWith("rgb") ? 255 : 1;
  return (0.299 * r + 0.587 * g + 0.114 * b) / scale > 0.5;
}

// What front ends change on <html> or <body> when they change their theme.
const SIGNS = ["class", "style", "data-theme", "data-jp-theme-name", "data-vscode-theme-kind"];

/** Call back when the front end may have changed its theme; return how to stop. */
export function onThemeChange(callback: () => void): () => void {
  let frame = 0;
  const soon = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(callback);
  };
  const observer = new MutationObserver(soon);
  for (const el of [document.documentElement, document.body]) {
    observer.observe(el, { attributeFilter: SIGNS });
  }
  // JupyterLab swaps the theme's style sheet after it has set the attributes.
  observer.observe(document.head, { childList: true });
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", soon);
  return () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
    system.removeEventListener("change", soon);
  };
}
