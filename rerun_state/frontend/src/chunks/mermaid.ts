// The library behind diagrams in Markdown.
import mermaid from "mermaid";

let count = 0;
let dark: boolean | undefined;

/** A diagram as SVG; throws what is wrong with its text. */
export async function draw(text: string, isDark: boolean): Promise<string> {
  if (dark !== isDark) {
    dark = isDark;
    const theme = isDark ? "dark" : "default";
    mermaid.initialize({ startOnLoad: false, securityLevel: "strict", theme });
  }
  return (await mermaid.render(`rs-mermaid-${++count}`, text)).svg;
}
