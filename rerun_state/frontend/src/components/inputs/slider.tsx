// A slider with one thumb or two; it commits when it is let go.
//
// Our own control, not <input type=range>: that has one thumb, and no way to show dates.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { PropsOf } from "../../../contract";
import { useNow } from "../../dom/now";
import { Text, plain } from "../../dom/text";
import { useUid } from "../../dom/uid";
import { Field, type Framed } from "./field";
import { formatMoment, formatTimedelta } from "../../format/date";
import { formatNumber } from "../../format/number";
import { snap } from "../../format/parse";
import type { Text as TextProp } from "../../types";
import type { ElementProps, InputOf } from "../../view/view";

const KEY_DELAY = 200;

/** Numbers and moments have bounds, options have labels. */
type Measure = Partial<Pick<PropsOf<"slider">, "min" | "max" | "step" | "format" | "data_type">> & {
  labels?: TextProp[];
};

interface SliderProps {
  props: Framed & Measure;
  input: InputOf<"slider">;
}

function Slider({ props, input }: SliderProps): JSX.Element {
  const id = useUid();
  const track = useRef<HTMLDivElement>(null);
  const held = useNow<number[] | undefined>(undefined);
  const [active, setActive] = useState<number | undefined>();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const scale = scaleOf(props);
  const current = () => held.value ?? [input.value].flat().map(Number);
  const values = current();

  useEffect(() => () => clearTimeout(timer.current), []);
  useLayoutEffect(() => placeSoon(track.current));
  useEffect(() => {
    const sized = new ResizeObserver(() => placeSoon(track.current));
    sized.observe(track.current!);
    return () => sized.disconnect();
  }, []);

  const commit = () => {
    clearTimeout(timer.current);
    const next = held.value;
    held.set(undefined);
    if (next && String(next) !== String(input.value)) input.commit(next);
  };
  const move = (thumb: number, to: number) => {
    const now = current();
    const [low, high] = [thumb ? now[0]! : scale.min, now[thumb + 1] ?? scale.max];
    held.set(now.map((value, i) => (i === thumb ? Math.min(high, Math.max(low, to)) : value)));
  };
  const at = (clientX: number) => {
    const box = track.current!.getBoundingClientRect();
    return scale.value((clientX - box.left) / box.width);
  };

  const onPointerDown = (event: PointerEvent) => {
    if (props.disabled || event.button !== 0) return;
    event.preventDefault();
    const to = at(event.clientX);
    const thumb = nearest(current(), to);
    move(thumb, to);
    setActive(thumb);
    const el = track.current!;
    el.querySelectorAll<HTMLElement>("[role=slider]")[thumb]?.focus();
    el.setPointerCapture(event.pointerId);
    const onMove = (e: PointerEvent) => move(thumb, at(e.clientX));
    const onEnd = () => {
      el.removeEventListener("pointermove", onMove);
      el.removeEventListener("pointerup", onEnd);
      el.removeEventListener("pointercancel", onEnd);
      setActive(undefined);
      commit();
    };
    el.addEventListener("pointermove", onMove);
    el.addEventListener("pointerup", onEnd);
    el.addEventListener("pointercancel", onEnd);
  };
  const onKeyDown = (event: KeyboardEvent, thumb: number) => {
    const to = scale.key(event.key, current()[thumb]!);
    if (to === undefined || props.disabled) return;
    event.preventDefault();
    move(thumb, to);
    clearTimeout(timer.current);
    timer.current = setTimeout(commit, KEY_DELAY);
  };

  const parts = values.map(scale.fraction);
  const [from, to] = values.length > 1 ? [parts[0]!, parts[1]!] : [0, parts[0] ?? 0];
  return (
    <Field props={props} id={id} group>
      <div class="rs-slider" data-held={active !== undefined || undefined}>
        <div class="rs-track" ref={track} onPointerDown={onPointerDown}>
          <div class="rs-rail" style={{ "--rs-from": from, "--rs-to": to }} />
          {values.map((value, thumb) => (
            <div
              key={thumb}
              class="rs-thumb"
              role="slider"
              tabIndex={props.disabled ? -1 : 0}
              style={{ "--rs-at": parts[thumb] ?? 0 }}
              data-active={active === thumb || undefined}
              aria-label={nameOf(props, thumb, values.length)}
              aria-valuemin={scale.min}
              aria-valuemax={scale.max}
              aria-valuenow={value}
              aria-valuetext={plain(scale.show(value))}
              aria-disabled={props.disabled || undefined}
              onKeyDown={(event) => onKeyDown(event, thumb)}
              onBlur={() => active === undefined && commit()}
            >
              <Text text={scale.show(value)} class="rs-bubble" />
            </div>
          ))}
        </div>
        <div class="rs-ends" aria-hidden="true">
          <Text text={scale.show(scale.min)} />
          <Text text={scale.show(scale.max)} />
        </div>
      </div>
    </Field>
  );
}

/** The two thumbs of a range are told apart by those who listen. */
function nameOf({ label }: Framed, thumb: number, count: number): string {
  return plain(label) + (count < 2 ? "" : thumb ? ", end" : ", start");
}

interface Scale {
  min: number;
  max: number;
  show(value: number): TextProp;
  /** The value at a fraction of the track. */
  value(fraction: number): number;
  fraction(value: number): number;
  /** Where a key moves a thumb; undefined for other keys. */
  key(key: string, value: number): number | undefined;
}

/** What the track measures: numbers, moments, or the places in a list of labels. */
export function scaleOf(props: Measure): Scale {
  const { labels } = props;
  const min = labels ? 0 : (props.min ?? 0);
  const max = labels ? labels.length - 1 : (props.max ?? 0);
  const step = labels ? 1 : props.step || (max - min) / 100;
  // The last step may be shorter than the others: the end itself can be reached.
  const round = (value: number) =>
    value >= max ? max : Math.min(max, Math.max(min, snap(value, step, min)));
  const moves: Record<string, (value: number) => number> = {
    ArrowRight: (value) => value + step,
    ArrowUp: (value) => value + step,
    ArrowLeft: (value) => value - step,
    ArrowDown: (value) => value - step,
    PageUp: (value) => value + 10 * step,
    PageDown: (value) => value - 10 * step,
    Home: () => min,
    End: () => max,
  };
  return {
    min,
    max,
    show: (value) => labels?.[value] ?? show(value, props),
    value: (fraction) => round(min + fraction * (max - min)),
    fraction: (value) => (max > min ? Math.min(1, Math.max(0, (value - min) / (max - min))) : 0),
    key: (key, value) => {
      const move = moves[key];
      return move && round(move(value));
    },
  };
}

function show(value: number, { data_type = "float", format = "%d" }: Measure): string {
  if (data_type === "timedelta") return formatTimedelta(value);
  if (data_type === "int" || data_type === "float") return formatNumber(value, format);
  return formatMoment(value, data_type, format);
}

/** How far labels may stand out beyond the track, and how far from each other they stay. */
const [BEYOND, APART] = [8, 6];

/** The tracks to be placed before the next paint; empty between two paints. */
const waiting = new Set<HTMLElement>();

/** Place the labels of a track before the next paint, those of all tracks at once: to measure each
 *  after changing another would lay out the page once for each. */
function placeSoon(track: HTMLElement | null): void {
  if (!track) return;
  if (!waiting.size) requestAnimationFrame(placeAll);
  waiting.add(track);
}

function placeAll(): void {
  const tracks = [...waiting];
  waiting.clear();
  // A track may have left the page since, or have no size while a front end changes its style sheets.
  const changes = tracks.filter((track) => track.clientWidth).flatMap(placeLabels);
  for (const change of changes) change();
}

/** Measure where labels stand above their thumbs, or as near as there is room; what to change. */
function placeLabels(track: HTMLElement): (() => void)[] {
  const labels = [...track.querySelectorAll<HTMLElement>(".rs-bubble")];
  const room = track.clientWidth + 2 * BEYOND;
  const most = room / labels.length - APART / 2;
  const widths = labels.map((el) => Math.min(el.scrollWidth, most));
  const at = labels.map(({ parentElement: thumb }) => thumb!.offsetLeft + thumb!.offsetWidth / 2);
  const lefts = labelPlaces(at, widths, -BEYOND, track.clientWidth + BEYOND);
  return labels.map(({ style }, i) => () => {
    style.maxWidth = `${most}px`;
    style.setProperty("--rs-shift", `${lefts[i]! + widths[i]! / 2 - at[i]!}px`);
  });
}

/** The left edges of one label or two: centred on their thumbs, in bounds, not over each other. */
export function labelPlaces(at: number[], widths: number[], low: number, high: number): number[] {
  const lefts = at.map((x, i) => Math.max(low, Math.min(x - widths[i]! / 2, high - widths[i]!)));
  const [first, second] = lefts as [number, number?];
  if (second === undefined) return lefts;
  const over = first + widths[0]! + APART - second;
  if (over <= 0) return lefts;
  const least = low + widths[0]! + APART;
  const right = Math.max(least, Math.min(second + over / 2, high - widths[1]!));
  return [Math.max(low, right - APART - widths[0]!), right];
}

/** The thumb to take; of two in one place, the one that can move there. */
function nearest(values: number[], to: number): number {
  const [low = 0, high] = values;
  if (high === undefined) return 0;
  if (low === high) return to > high ? 1 : 0;
  return Math.abs(to - low) <= Math.abs(to - high) ? 0 : 1;
}

/** A slider over the places of options. */
function SelectSlider({ props, input }: ElementProps<"select_slider">): JSX.Element {
  const { options: labels, ...rest } = props;
  return <Slider props={{ ...rest, labels }} input={input} />;
}

export const kinds = { slider: Slider, select_slider: SelectSlider };
