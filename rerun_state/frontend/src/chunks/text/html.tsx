// HTML of the author's, cleaned of what could act by itself.
import DOMPurify from "dompurify";
import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { ChunkProps } from "../../view/lazy";

const LINKS = "noopener noreferrer";

DOMPurify.addHook("afterSanitizeAttributes", (node) => {
  if (node instanceof Element && node.getAttribute("target") === "_blank") {
    node.setAttribute("rel", LINKS);
  }
});

/** HTML without scripts, handlers and addresses that run code. */
export function clean(html: string, scripts = false): string {
  return DOMPurify.sanitize(html, {
    ADD_ATTR: ["target"],
    ADD_TAGS: scripts ? ["script", "style"] : ["style"],
    ...(scripts ? { ADD_ATTR: ["target", "src", "type", "onclick", "onload"] } : {}),
    // Style sheets at the beginning are kept only as part of a body.
    FORCE_BODY: true,
    SANITIZE_NAMED_PROPS: true,
  });
}

export function Html({ props }: ChunkProps): JSX.Element {
  const { body, scripts } = props;
  return <Cleaned html={body} scripts={scripts} class="rs-html" />;
}

interface CleanedProps {
  html: string;
  scripts?: boolean;
  class: string;
}

export function Cleaned({ html, scripts = false, ...rest }: CleanedProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const made = useMemo(() => clean(html, scripts), [html, scripts]);
  useLayoutEffect(() => {
    if (scripts) box.current!.querySelectorAll("script").forEach(run);
  }, [made]);
  return <div ref={box} {...rest} dangerouslySetInnerHTML={{ __html: made }} />;
}

/** A script that came by innerHTML does not run; a copy of it does. */
function run(script: HTMLScriptElement): void {
  const copy = document.createElement("script");
  for (const { name, value } of [...script.attributes]) copy.setAttribute(name, value);
  copy.textContent = script.textContent;
  script.replaceWith(copy);
}
