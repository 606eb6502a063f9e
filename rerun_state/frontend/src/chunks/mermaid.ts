// The library behind diagrams in Markdown.
import mermaid from "mermaid";

let count = 0;
let dark: boolean | undefined;

/** Draw a diagram into `el`; throws what is wrong with its text. */
export async function draw(el: HTMLElement, text: string, isDark: boolean): Promise<void> {
  if (dark !== isDark) {
    dark = isDark;
    const theme = isDark ? "dark" : "default";
    mermaid.initialize({ startOnLoad: false, securityLevel: "strict", theme });
  }
  const { svg } = await mermaid.render(`rs-mermaid-${++count}`, text);
  el.innerHTML = svg;
}
