// The library behind diagrams in Markdown. It has one theme at a time, and pages may have several:
// diagrams are drawn one after another.
import mermaid from "mermaid";
import type { Gate } from "../dom/diagrams";
import { isDark, onThemeChange } from "../dom/theme";

let last: Promise<unknown> = Promise.resolve();

/** A diagram as SVG; throws what is wrong with its text. */
export function draw(text: string, isDark: boolean): Promise<string> {
  const drawing = last.then(async () => {
    const theme = isDark ? "dark" : "default";
    mermaid.initialize({ startOnLoad: false, securityLevel: "strict", theme });
    return (await mermaid.render(`rs-mermaid-${Math.random().toString(36).slice(2)}`, text)).svg;
  });
  last = drawing.catch(() => undefined);
  return drawing;
}

/** Put diagrams into the places of blocks of code, in the theme of the page; return how to stop. */
export function show(blocks: NodeListOf<HTMLElement>, gate: Gate): () => void {
  const redraw = [...blocks].map((code) => follow(code, gate));
  const all = () => redraw.forEach((each) => void each());
  all();
  return onThemeChange(all);
}

/** What draws the diagram, and draws it anew where the page has become dark or light. */
function follow(code: HTMLElement, { clean }: Gate): () => Promise<void> {
  const block = code.closest<HTMLElement>(".rs-code") ?? code;
  const el = document.createElement("div");
  el.className = "rs-diagram";
  let drawn: boolean | undefined;
  return async () => {
    const place = el.isConnected ? el : block;
    const dark = isDark(place);
    if (dark === drawn) return;
    drawn = dark;
    try {
      el.replaceChildren(clean(await draw(code.textContent ?? "", dark), { inside: place }));
      block.replaceWith(el);
    } catch (error) {
      // The text stays, with what is wrong with it.
      block.title = String(error);
    }
  };
}
