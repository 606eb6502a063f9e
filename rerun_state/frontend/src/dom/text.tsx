// A text from the kernel: plain, or HTML that was rendered (and escaped) there.
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { Text as TextProp } from "../types";
import { useFormulas } from "./formulas";

interface TextProps {
  text: TextProp | null | undefined;
  class?: string;
  id?: string;
}

export function Text({ text, ...rest }: TextProps): JSX.Element | null {
  if (text === null || text === undefined || text === "") return null;
  if (typeof text === "string") return <span {...rest}>{text}</span>;
  return <Marked html={text.html} {...rest} />;
}

function Marked({ html, ...rest }: { html: string; class?: string; id?: string }): JSX.Element {
  const box = useRef<HTMLSpanElement>(null);
  useFormulas(box, html);
  return <span ref={box} {...rest} dangerouslySetInnerHTML={{ __html: html }} />;
}

/** The text without its markup, for names and filters. */
export function plain(text: TextProp | null | undefined): string {
  if (!text) return "";
  if (typeof text === "string") return text;
  const template = document.createElement("template");
  template.innerHTML = text.html;
  return template.content.textContent ?? "";
}
