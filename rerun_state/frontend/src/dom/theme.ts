// Light or dark is measured, not asked for: every front end names its themes in its own way.

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

/** In VS Code widgets stand on a white ground in its dark themes too. Ours know the theme: take the
 *  ground away from below `el`, which is part of the document; return how to put it back. */
export function bareGround(el: Element): () => void {
  // A box of others' widgets keeps its ground, for their sake.
  if (el.parentElement?.closest(".widget-container")) return () => {};
  const grounds: HTMLElement[] = [];
  for (let at = el.parentElement; at; at = at.parentElement) {
    if (at.classList.contains(WHITE)) grounds.push(at);
  }
  // The host says "important", so this has to be an inline style which does.
  for (const { style } of grounds) style.setProperty("background", "transparent", "important");
  return () => {
    for (const { style } of grounds) style.removeProperty("background");
  };
}

const WHITE = "cell-output-ipywidget-background";

/** Whether a CSS colour such as "rgb(255, 255, 255)" is nearer to white than to black. */
export function isLightColour(colour: string): boolean {
  const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  const scale = colour.startsWith("rgb") ? 255 : 1;
  return (0.299 * r + 0.587 * g + 0.114 * b) / scale > 0.5;
}

// What front ends change on <html> or <body> when they change their theme.
const SIGNS = ["class", "style", "data-theme", "data-jp-theme-name", "data-vscode-theme-kind"];

/** JupyterLab changes the page's icon as well, whenever the kernel is busy or idle. */
function mayChangeLooks({ type, addedNodes, removedNodes }: MutationRecord): boolean {
  const isSheet = (node: Node) => node instanceof Element && node.matches("style, [rel~=stylesheet]");
  return type === "attributes" || [...addedNodes, ...removedNodes].some(isSheet);
}

/** Call back when the front end may have changed its theme; return how to stop. */
export function onThemeChange(callback: () => void): () => void {
  let frame = 0;
  const soon = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(callback);
  };
  const observer = new MutationObserver((changes) => changes.some(mayChangeLooks) && soon());
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
