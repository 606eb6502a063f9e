// HTML of the author's, of which the gate lets in what may be shown.
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useDiagrams } from "../../dom/diagrams";
import { useFormulas } from "../../dom/formulas";
import type { ChunkProps } from "../../view/lazy";
import { clean } from "../gate/clean";

export function Html({ props }: ChunkProps<"html">): JSX.Element {
  const { body, scripts, output } = props;
  return <Cleaned html={body} scripts={scripts} class={output ? "rs-html rs-md" : "rs-html"} />;
}

interface CleanedProps {
  html: string;
  scripts?: boolean;
  class: string;
}

export function Cleaned({ html, scripts = false, ...rest }: CleanedProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    box.current!.replaceChildren(clean(html, { inside: box.current!, scripts }));
  }, [html, scripts]);
  useDiagrams(box, html);
  useFormulas(box, html);
  return <div ref={box} {...rest} />;
}
