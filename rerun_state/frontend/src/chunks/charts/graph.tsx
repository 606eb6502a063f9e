// Graphs that Graphviz lays out.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ChunkProps } from "../../view/lazy";
import { Stage, useColours, useLibrary, type Colours } from "./stage";

interface Library {
  Graphviz: { load(): Promise<{ layout(dot: string, format: string, engine: string): string }> };
}

export function GraphvizChart({ props, model }: ChunkProps<"graphviz_chart">): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const [library, problem] = useLibrary<Library>(model, "graphviz");
  const [gate, missing] = useLibrary<typeof import("../gate/clean")>(model, "text");
  const [fault, setFault] = useState<string>();
  const colours = useColours(box);
  useEffect(() => {
    if (!library || !gate || !colours) return;
    let gone = false;
    library.Graphviz.load()
      .then((graphviz) => {
        if (gone) return;
        const svg = graphviz.layout(props.dot, "svg", props.engine);
        const drawn = gate.clean(svg, { inside: box.current! });
        const found = drawn.querySelector("svg"); // there is none of an empty text
        box.current!.replaceChildren(...(found ? [picture(found, colours)] : []));
        setFault(undefined);
      })
      .catch((error) => gone || setFault(`The graph cannot be drawn: ${error.message ?? error}`));
    return () => {
      gone = true;
    };
  }, [library, gate, JSON.stringify(colours), props.dot, props.engine]);
  return <Stage props={props} box={box} problem={problem ?? missing ?? fault} />;
}

/** The drawing without its white ground, what is black in the colour of the text. */
function picture(root: SVGElement, { text }: Colours): Node {
  const width = parseFloat(root.getAttribute("width") ?? "0") * (4 / 3);
  root.setAttribute("width", `${width}px`);
  root.removeAttribute("height");
  root.querySelector("g.graph > polygon[fill='white']")?.setAttribute("fill", "transparent");
  for (const el of root.querySelectorAll("*")) {
    if (el.getAttribute("stroke") === "black") el.setAttribute("stroke", text);
    if (el.getAttribute("fill") === "black") el.setAttribute("fill", text);
    if (el.tagName === "text" && !el.hasAttribute("fill")) el.setAttribute("fill", text);
  }
  return root;
}
