// Text: headings, Markdown, code.
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { PropsOf } from "../../../contract";
import { CopyButton } from "../../dom/copy";
import { slug } from "../../dom/anchors";
import { Text, plain } from "../../dom/text";
import { Help } from "../../dom/tip";
import type { ElementProps } from "../../view/view";
import { lazy } from "../../view/lazy";
import { useDiagrams } from "../../dom/diagrams";
import { useTurn } from "../../dom/turns";

function Heading({ props }: ElementProps<"heading">): JSX.Element {
  const Tag = (props.tag ?? "h2") as "h1" | "h2" | "h3";
  const anchor = props.anchor === false ? undefined : props.anchor || slug(plain(props.body));
  const line = useRef<HTMLHRElement>(null);
  const takesTurns = props.divider === true;
  useTurn(line, takesTurns);
  return (
    <div class="rs-heading">
      <Tag data-anchor={anchor}>
        {props.icon && <Text text={props.icon} class="rs-glyph" />}
        <Text text={props.body} class="rs-md" />
        <Help text={props.help} />
        {anchor && (
          <a class="rs-anchor" href={`#${anchor}`} aria-label="Link to this heading" />
        )}
      </Tag>
      {takesTurns ? (
        <hr ref={line} key="turn" data-turn />
      ) : (
        props.divider && <hr class={`rs-${props.divider}`} />
      )}
    </div>
  );
}

const Cleaned = lazy<{ html: string; class: string }>("text", "cleaned");

function Markdown({ props }: ElementProps<"markdown">): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useDiagrams(box, typeof props.body === "string" || props.body.unsafe ? undefined : props.body.html);
  return (
    <div
      ref={box}
      role={props.alt ? "img" : undefined}
      aria-label={props.alt}
      class={`rs-prose ${props.style === "caption" ? "rs-caption" : ""}`}
      data-anchors={props.anchors === false ? "off" : undefined}
    >
      {typeof props.body === "object" && props.body.unsafe ? (
        <Cleaned html={props.body.html} class="rs-md" />
      ) : (
        <Text text={props.body} class="rs-md" />
      )}
      <Help text={props.help} />
    </div>
  );
}

function Preformatted({ props }: ElementProps<"text">): JSX.Element {
  return (
    <div class="rs-prose">
      <span class="rs-plain">{props.body}</span>
      <Help text={props.help} />
    </div>
  );
}

/** Without more than its letters, which may be none, it is its row. */
Preformatted.bare = ({ body, help }: PropsOf<"text">) => (help || !body ? undefined : body);

function Code({ props }: ElementProps<"code">): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const { body, height, line_numbers } = props;
  return (
    <div
      class="rs-codebox"
      ref={box}
      data-wrap={props.wrap_lines || undefined}
      style={typeof height === "number" ? { "--rs-height": `${height}px` } : undefined}
    >
      {typeof body === "string" ? (
        <div class={`rs-code ${line_numbers ? "rs-numbered" : ""}`}>
          <pre tabIndex={0}>{line_numbers ? <Lines body={body} /> : <code>{body}</code>}</pre>
        </div>
      ) : (
        <Text text={body} />
      )}
      <CopyButton text={() => box.current?.querySelector("pre")?.textContent ?? ""} />
    </div>
  );
}

/** Highlighted code brings its lines with it. The numbers are CSS counters, and never copied. */
function Lines({ body }: { body: string }): JSX.Element {
  return (
    <code>
      {body.split("\n").map((line, index) => [
        index > 0 && "\n",
        <span key={index} class="rs-line">
          {line}
        </span>,
      ])}
    </code>
  );
}

const Divider = () => <hr />;

export const kinds = {
  heading: Heading,
  markdown: Markdown,
  text: Preformatted,
  code: Code,
  divider: Divider,
};
