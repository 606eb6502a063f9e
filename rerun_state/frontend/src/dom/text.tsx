// A text from the kernel: plain, or HTML that was rendered (and escaped) there.
import type { JSX } from "preact";
import type { Text as TextProp } from "../types";

interface TextProps {
  text: TextProp | null | undefined;
  class?: string;
  id?: string;
}

export function Text({ text, ...rest }: TextProps): JSX.Element | null {
  if (text === null || text === undefined || text === "") return null;
  if (typeof text === "string") return <span {...rest}>{text}</span>;
  return <span {...rest} dangerouslySetInnerHTML={{ __html: text.html }} />;
}

/** The text without its markup, for names and filters. */
export function plain(text: TextProp | null | undefined): string {
  if (!text) return "";
  if (typeof text === "string") return text;
  const template = document.createElement("template");
  template.innerHTML = text.html;
  return template.content.textContent ?? "";
}
