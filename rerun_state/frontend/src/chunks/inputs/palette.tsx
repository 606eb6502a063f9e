// What one picks a colour with: a field of its shades, a rail of hues, and its digits.
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { hexOf, hsvOf, toHex, type Hsv } from "./hsv";

interface PaletteProps {
  color: Hsv;
  onPick(color: Hsv): void;
}

export function Palette({ color, onPick }: PaletteProps): JSX.Element {
  const pure = `hsl(${color.hue} 100% 50%)`;
  return (
    <>
      <Shades color={color} pure={pure} onPick={onPick} />
      <Hues color={color} pure={pure} onPick={onPick} />
      <Digits color={color} onPick={onPick} />
    </>
  );
}

interface MovedProps extends PaletteProps {
  /** The hue alone. */
  pure: string;
}

/** From left to right the saturation, from below the brightness. */
function Shades({ color, pure, onPick }: MovedProps): JSX.Element {
  const { saturation, brightness } = color;
  const go = (x: number, y: number) =>
    onPick({ ...color, saturation: within(x, 100), brightness: within(y, 100) });
  const shown = Math.round(saturation);
  return (
    <Ground
      class="rs-shades"
      style={{ backgroundColor: pure }}
      label="Saturation and brightness"
      most={100}
      now={shown}
      said={`Saturation ${shown}%, brightness ${Math.round(brightness)}%`}
      thumb={{ left: `${saturation}%`, top: `${100 - brightness}%`, background: toHex(color) }}
      onPoint={(x, y) => go(100 * x, 100 * (1 - y))}
      onStep={(x, y) => go(saturation + x, brightness + y)}
    />
  );
}

function Hues({ color, pure, onPick }: MovedProps): JSX.Element {
  const go = (hue: number) => onPick({ ...color, hue: within(hue, 359) });
  const shown = Math.round(color.hue);
  return (
    <Ground
      class="rs-hues"
      label="Hue"
      most={359}
      now={shown}
      said={`${shown}°`}
      thumb={{ left: `${color.hue / 3.59}%`, background: pure }}
      onPoint={(x) => go(359 * x)}
      onStep={(x, y) => go(color.hue + x + y)}
    />
  );
}

interface GroundProps {
  class: string;
  style?: Record<string, string>;
  label: string;
  most: number;
  now: number;
  /** What a screen reader says of it. */
  said: string;
  /** Where the thumb stands, and its colour. */
  thumb: Record<string, string>;
  /** The pointer is there, as a part of the width and of the height. */
  onPoint(x: number, y: number): void;
  /** A key leads so far to the right and up. */
  onStep(x: number, y: number): void;
}

/** What a thumb is moved on, by the pointer and by keys. */
function Ground(props: GroundProps): JSX.Element {
  const thumb = useRef<HTMLSpanElement>(null);
  return (
    <span
      class={props.class}
      style={props.style}
      onPointerDown={(event) => {
        thumb.current!.focus();
        followPointer(event, props.onPoint);
      }}
    >
      <span
        class="rs-picker-thumb"
        role="slider"
        tabIndex={0}
        ref={thumb}
        aria-label={props.label}
        aria-valuemin={0}
        aria-valuemax={props.most}
        aria-valuenow={props.now}
        aria-valuetext={props.said}
        style={props.thumb}
        onKeyDown={(event) => {
          const step = stepOf(event);
          if (step) props.onStep(...step);
        }}
      />
    </span>
  );
}

/** What is typed is picked once it is a colour. */
function Digits({ color, onPick }: PaletteProps): JSX.Element {
  const [typed, setTyped] = useState<string>();
  const wrong = typed !== undefined && !hexOf(typed);
  return (
    <span class="rs-box">
      <input
        type="text"
        aria-label="Hexadecimal digits"
        aria-invalid={wrong || undefined}
        autocomplete="off"
        spellcheck={false}
        maxLength={7}
        value={typed ?? toHex(color)}
        onInput={(event) => {
          const text = event.currentTarget.value;
          const hex = hexOf(text);
          setTyped(text);
          if (hex) onPick(hsvOf(hex, color.hue));
        }}
        onBlur={() => setTyped(undefined)}
      />
    </span>
  );
}

const within = (value: number, most: number) => Math.min(most, Math.max(0, value));

/** Where a key leads, to the right and up; with Shift ten times as far. */
function stepOf(event: KeyboardEvent): [number, number] | undefined {
  const steps: Record<string, [number, number]> = {
    ArrowRight: [1, 0],
    ArrowLeft: [-1, 0],
    ArrowUp: [0, 1],
    ArrowDown: [0, -1],
    End: [Infinity, 0],
    Home: [-Infinity, 0],
    PageUp: [0, 10],
    PageDown: [0, -10],
  };
  const step = steps[event.key];
  if (!step) return undefined;
  event.preventDefault();
  const times = event.shiftKey ? 10 : 1;
  return [step[0] * times, step[1] * times];
}

/** Tell where the pointer is, as a part of the element it came down on, until it is let go. */
function followPointer(event: PointerEvent, tell: (x: number, y: number) => void): void {
  const el = event.currentTarget as HTMLElement;
  const over = new AbortController();
  const move = ({ clientX, clientY }: PointerEvent) => {
    const { left, top, width, height } = el.getBoundingClientRect();
    tell((clientX - left) / width, (clientY - top) / height);
  };
  el.setPointerCapture(event.pointerId);
  el.addEventListener("pointermove", move, over);
  el.addEventListener("lostpointercapture", () => over.abort(), over);
  move(event);
}
