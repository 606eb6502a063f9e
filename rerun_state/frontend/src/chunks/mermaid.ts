// The library behind diagrams in Markdown. It has one theme at a time, and pages may have several:
// diagrams are drawn one after another.
import mermaid from "mermaid";

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
