// A slider with one thumb or two; it commits when it is let go.
//
// Our own control, not <input type=range>: that has one thumb, and no way to show dates.
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useNow } from "../../dom/now";
import { Text, plain } from "../../dom/text";
import { useUid } from "../../dom/uid";
import { usePlacedLabels } from "./bubbles";
import { Field, type Framed } from "./field";
import { scaleOf, type Measure, type Scale } from "./scale";
import type { ElementProps, InputOf } from "../../view/view";

const KEY_DELAY = 200;

interface SliderProps {
  props: Framed & Measure;
  input: InputOf<"slider">;
}

function Slider({ props, input }: SliderProps): JSX.Element {
  const id = useUid();
  const track = useRef<HTMLDivElement>(null);
  const scale = scaleOf(props);
  const thumbs = useThumbs(input, scale);
  const { taken, onPointerDown } = useDragging(track, thumbs, scale, props.disabled);
  usePlacedLabels(track);

  const values = thumbs.now();
  const parts = values.map(scale.fraction);
  const [from, to] = values.length > 1 ? [parts[0]!, parts[1]!] : [0, parts[0] ?? 0];
  const onKeyDown = (event: KeyboardEvent, thumb: number) => {
    const to = scale.key(event.key, thumbs.now()[thumb]!);
    if (to === undefined || props.disabled) return;
    event.preventDefault();
    thumbs.move(thumb, to);
    thumbs.commitSoon();
  };
  return (
    <Field props={props} id={id} group>
      <div class="rs-slider" data-held={taken.value !== undefined || undefined}>
        <div class="rs-track" ref={track} onPointerDown={onPointerDown}>
          <div class="rs-rail" style={{ "--rs-from": from, "--rs-to": to }} />
          {values.map((value, thumb) => (
            <div
              key={thumb}
              class="rs-thumb"
              role="slider"
              tabIndex={props.disabled ? -1 : 0}
              style={{ "--rs-at": parts[thumb] ?? 0 }}
              data-active={taken.value === thumb || undefined}
              aria-label={nameOf(props, thumb, values.length)}
              aria-valuemin={scale.min}
              aria-valuemax={scale.max}
              aria-valuenow={value}
              aria-valuetext={plain(scale.show(value))}
              aria-disabled={props.disabled || undefined}
              onKeyDown={(event) => onKeyDown(event, thumb)}
              onBlur={() => taken.value === undefined && thumbs.commit()}
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

/** Where the thumbs are: at the input's value, or where they were moved until that is committed. */
interface Thumbs {
  now(): number[];
  /** Move a thumb, as far as the other one and the ends let it. */
  move(thumb: number, to: number): void;
  commit(): void;
  /** Commit once no key is pressed for a while. */
  commitSoon(): void;
}

function useThumbs(input: InputOf<"slider">, scale: Scale): Thumbs {
  const held = useNow<number[] | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const now = () => held.value ?? [input.value].flat().map(Number);
  const commit = () => {
    clearTimeout(timer.current);
    const next = held.value;
    held.set(undefined);
    if (next && String(next) !== String(input.value)) input.commit(next);
  };
  return {
    now,
    move(thumb, to) {
      const values = now();
      const [low, high] = [thumb ? values[0]! : scale.min, values[thumb + 1] ?? scale.max];
      held.set(values.map((value, i) => (i === thumb ? Math.min(high, Math.max(low, to)) : value)));
    },
    commit,
    commitSoon() {
      clearTimeout(timer.current);
      timer.current = setTimeout(commit, KEY_DELAY);
    },
  };
}

/** The thumb that the pointer has taken, and what takes one: a press anywhere on the track. */
function useDragging(
  track: { current: HTMLDivElement | null },
  thumbs: Thumbs,
  scale: Scale,
  disabled: boolean | undefined,
) {
  // As of now: the other thumb loses the focus in the middle of it.
  const taken = useNow<number | undefined>(undefined);
  const at = ({ clientX }: PointerEvent) => {
    const box = track.current!.getBoundingClientRect();
    return scale.value((clientX - box.left) / box.width);
  };
  const onPointerDown = (event: PointerEvent) => {
    if (disabled || event.button !== 0) return;
    event.preventDefault();
    const el = track.current!;
    const thumb = nearest(thumbs.now(), at(event));
    const move = (e: PointerEvent) => thumbs.move(thumb, at(e));
    move(event);
    taken.set(thumb);
    el.querySelectorAll<HTMLElement>("[role=slider]")[thumb]?.focus();
    el.setPointerCapture(event.pointerId);
    const over = new AbortController();
    const onEnd = () => {
      over.abort();
      taken.set(undefined);
      thumbs.commit();
    };
    el.addEventListener("pointermove", move, over);
    el.addEventListener("pointerup", onEnd, over);
    el.addEventListener("pointercancel", onEnd, over);
  };
  return { taken, onPointerDown };
}

/** The thumb to take; of two in one place, the one that can move there. */
function nearest(values: number[], to: number): number {
  const [low = 0, high] = values;
  if (high === undefined) return 0;
  if (low === high) return to > high ? 1 : 0;
  return Math.abs(to - low) <= Math.abs(to - high) ? 0 : 1;
}

/** The two thumbs of a range are told apart by those who listen. */
function nameOf({ label }: Framed, thumb: number, count: number): string {
  return plain(label) + (count < 2 ? "" : thumb ? ", end" : ", start");
}

/** A slider over the places of options. */
function SelectSlider({ props, input }: ElementProps<"select_slider">): JSX.Element {
  const { options: labels, ...rest } = props;
  return <Slider props={{ ...rest, labels }} input={input} />;
}

export const kinds = { slider: Slider, select_slider: SelectSlider };
