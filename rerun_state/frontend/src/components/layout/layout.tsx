// Places for other elements.
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { App } from "../page/app";
import { FormContext, type Form as FormInfo } from "../inputs/form";
import type { Gap } from "../../../contract/parts";
import { gapOf } from "./gap";
import { useSource } from "../../model/source";
import type { RowNode } from "../../view/store";
import { Children, type ElementProps } from "../../view/view";

interface Box {
  height?: number | string;
  gap?: Gap | undefined;
}

function boxOf({ height, gap }: Box): Record<string, string> {
  return { "--rs-gap": gapOf(gap), ...(typeof height === "number" && { height: `${height}px` }) };
}

function Container({ props, node }: ElementProps<"container">): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useAutoscroll(box, props.autoscroll);
  return (
    <div
      ref={box}
      class="rs-stack"
      data-direction={props.direction}
      data-border={props.border || undefined}
      data-scroll={typeof props.height === "number" || undefined}
      data-height={typeof props.height === "string" ? props.height : undefined}
      data-justify={props.horizontal_alignment}
      data-align={props.vertical_alignment}
      data-wrap={props.wrap === false ? "no" : undefined}
      tabIndex={typeof props.height === "number" ? 0 : undefined}
      style={boxOf(props)}
    >
      <Children node={node} />
    </div>
  );
}

/** Keep the end in sight as the content grows, unless the reader has scrolled away from it. */
function useAutoscroll(box: { current: HTMLElement | null }, on: boolean | undefined): void {
  useEffect(() => {
    const el = box.current;
    if (!on || !el) return;
    let atEnd = true;
    const onScroll = () => {
      atEnd = el.scrollHeight - el.scrollTop - el.clientHeight < 24;
    };
    const follow = () => atEnd && el.scrollTo({ top: el.scrollHeight });
    const grown = new MutationObserver(follow);
    el.addEventListener("scroll", onScroll);
    grown.observe(el, { childList: true, subtree: true, characterData: true });
    follow();
    return () => {
      el.removeEventListener("scroll", onScroll);
      grown.disconnect();
    };
  }, [on]);
}

function Columns({ props, node }: ElementProps<"columns">): JSX.Element {
  useSource(node);
  return (
    <div
      class="rs-columns"
      data-align={props.vertical_alignment}
      data-border={props.border || undefined}
      data-many={node.children.length > 3 || undefined}
      data-wrap={props.wrap === false ? "no" : undefined}
      style={boxOf(props)}
    >
      <Children node={node} />
    </div>
  );
}

/** A place that is nothing but that. */
function Stack({ node }: { node: RowNode }): JSX.Element {
  return (
    <div class="rs-stack">
      <Children node={node} />
    </div>
  );
}

function Empty({ node }: ElementProps<"empty">): JSX.Element | null {
  return node.children.length ? <Children node={node} /> : null;
}

/** A place of the engine's own: its elements stand as if it were not there. */
function Through({ node }: { node: RowNode }): JSX.Element {
  return <Children node={node} />;
}

function Form({ props, node }: ElementProps<"form">): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const form: FormInfo = {
    enterSubmits: props.enter_to_submit !== false,
    submit: () => box.current?.querySelector<HTMLElement>("[data-submit]:not(:disabled)")?.click(),
  };
  return (
    <FormContext.Provider value={form}>
      <div
        ref={box}
        role="form"
        class="rs-stack"
        data-border={props.border !== false || undefined}
        data-scroll={typeof props.height === "number" || undefined}
        style={boxOf(props)}
      >
        <Children node={node} />
      </div>
    </FormContext.Provider>
  );
}

export const kinds = {
  app: App,
  main: Stack,
  bottom: Stack,
  container: Container,
  columns: Columns,
  column: Stack,
  cell: Stack,
  fragment: Stack,
  transparent: Through,
  empty: Empty,
  form: Form,
  sidebar: Stack,
  tab: Stack,
};
