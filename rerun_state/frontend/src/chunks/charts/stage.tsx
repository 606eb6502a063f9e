// What charts share: a box of a size, a theme to follow, a library that may be on its way.
import type { ComponentChildren, JSX, RefObject } from "preact";
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from "preact/hooks";
import { loadChunk } from "../../model/chunks";
import { onThemeChange } from "../../dom/theme";
import type { Model } from "../../types";

/** The exports of a library, once they are here. */
export function useLibrary<T>(model: Model, name: string): [T | undefined, string | undefined] {
  const [library, setLibrary] = useState<{ it: T }>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    let gone = false;
    loadChunk<T>(model, name).then(
      (it) => gone || setLibrary({ it }),
      (error: Error) => gone || setProblem(`The chart cannot be drawn. ${error.message}`),
    );
    return () => {
      gone = true;
    };
  }, []);
  return [library?.it, problem];
}

export interface Colours {
  dark: boolean;
  text: string;
  faint: string;
  line: string;
  ground: string;
  font: string;
  palette: string[];
  /** From little, near to the ground, to much. */
  scale: string[];
}

/** Streamlit's series colours, dark and light by turns; on a dark ground the light ones come first. */
const PAIRS = [
  ["#0068c9", "#83c9ff"],
  ["#ff2b2b", "#ffabab"],
  ["#29b09d", "#7defa1"],
  ["#ff8700", "#ffd16a"],
  ["#6d3fc0", "#d5dae5"],
];
const SCALE = ["#e4f5ff", "#c7ebff", "#83c9ff", "#3d9df3", "#0068c9", "#004280"];

/** The colours of the page around an element, measured again when its theme changes. */
export function useColours(box: RefObject<HTMLElement | null>): Colours | undefined {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const [colours, setColours] = useState<Colours>();
  useEffect(() => onThemeChange(() => setTimeout(() => redraw(undefined), 60)), []);
  useLayoutEffect(() => {
    const measured = measure(box.current!);
    if (JSON.stringify(measured) !== JSON.stringify(colours)) setColours(measured);
  });
  return colours;
}

function measure(el: HTMLElement): Colours {
  const style = getComputedStyle(el);
  const dark = style.colorScheme === "dark";
  // Relative colours are not computed in variables: let the browser do it on a property.
  const probe = document.createElement("i");
  el.append(probe);
  const colour = (name: string, part = 100) => {
    probe.style.color = `color-mix(in srgb, var(--rs-${name}) ${part}%, transparent)`;
    return toRgb(getComputedStyle(probe).color);
  };
  const made = {
    dark,
    text: colour("fg"),
    faint: colour("faint"),
    line: colour("line", 60),
    ground: colour("bg"),
    font: style.fontFamily,
    palette: PAIRS.flatMap((pair) => (dark ? [...pair].reverse() : pair)),
    scale: dark ? [...SCALE].reverse() : SCALE,
  };
  probe.remove();
  return made;
}

/** Chart libraries read older notations than browsers write. */
function toRgb(colour: string): string {
  const parts = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.]+))?\)$/.exec(colour);
  if (!parts) return colour;
  const [r, g, b] = parts.slice(1, 4).map((part) => Math.round(Number(part) * 255));
  return `rgba(${r}, ${g}, ${b}, ${parts[4] ?? 1})`;
}

/** Tell the width of an element, and whenever it changes. */
export function useWidth(box: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const measure = () => setWidth(Math.floor(box.current?.clientWidth ?? 0));
    measure();
    const sized = new ResizeObserver(measure);
    sized.observe(box.current!);
    return () => sized.disconnect();
  }, []);
  return width;
}

/** The width of an element as it was when it was last seen: behind a tab it has none. */
export function useRoom(box: RefObject<HTMLElement | null>): number {
  const width = useWidth(box);
  const last = useRef(0);
  return (last.current = width || last.current);
}

/** How high a chart is that fills its place; undefined for one that does not. */
export function useFilled(box: RefObject<HTMLElement | null>, fills: boolean): number | undefined {
  const [filled, setFilled] = useState<number>();
  useLayoutEffect(() => {
    if (!fills) return setFilled(undefined);
    const place = box.current!.parentElement!;
    const measure = () => setFilled((before) => place.clientHeight || before);
    measure();
    const sized = new ResizeObserver(measure);
    sized.observe(place);
    return () => sized.disconnect();
  }, [fills]);
  return filled;
}

/** What a library makes sense of: a figure, or a part of one. */
export type Spec = Record<string, any>;

interface StageProps {
  props: { height?: number | string | undefined; alt?: string | undefined };
  box: RefObject<HTMLDivElement | null>;
  problem?: string | undefined;
  height?: number | string;
  /** Pixels to keep free for what is not drawn yet. */
  least?: number | undefined;
  /** Does it fill its place? Then what is drawn in it makes it no higher. */
  fills?: boolean;
  children?: ComponentChildren;
}

/** The place of a chart. */
export function Stage({ props, box, problem, height, least, fills, children }: StageProps): JSX.Element {
  const size = height ?? props.height;
  return (
    <div
      class="rs-chart"
      data-fills={fills || undefined}
      role="img"
      aria-label={props.alt ?? "Chart"}
      style={{
        height: typeof size === "number" ? `${size}px` : size === "stretch" ? "100%" : undefined,
        minHeight: least && `${least}px`,
      }}
    >
      {problem && <p class="rs-note">{problem}</p>}
      <div ref={box} class="rs-stage" />
      {children}
    </div>
  );
}

/** Call `f` when no other call has come for a moment. */
export function useDebounced<A extends unknown[]>(f: (...args: A) => void, wait = 200) {
  const latest = useRef(f);
  latest.current = f;
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useRef((...args: A) => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => latest.current(...args), wait);
  }).current;
}
