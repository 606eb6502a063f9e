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
  const thumb = useRef<HTMLSpanElement>(null);
  const { saturation, brightness } = color;
  const go = (x: number, y: number) =>
    onPick({ ...color, saturation: within(x, 100), brightness: within(y, 100) });
  return (
    <span
      class="rs-shades"
      style={{ backgroundColor: pure }}
      onPointerDown={(event) => {
        thumb.current!.focus();
        followPointer(event, (x, y) => go(100 * x, 100 * (1 - y)));
      }}
    >
      <span
        class="rs-picker-thumb"
        role="slider"
        tabIndex={0}
        ref={thumb}
        aria-label="Saturation and brightness"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(saturation)}
        aria-valuetext={`Saturation ${Math.round(saturation)}%, brightness ${Math.round(brightness)}%`}
        style={{ left: `${saturation}%`, top: `${100 - brightness}%`, background: toHex(color) }}
        onKeyDown={(event) => {
          const step = stepOf(event);
          if (step) go(saturation + step[0], brightness + step[1]);
        }}
      />
    </span>
  );
}

function Hues({ color, pure, onPick }: MovedProps): JSX.Element {
  const thumb = useRef<HTMLSpanElement>(null);
  const go = (hue: number) => onPick({ ...color, hue: within(hue, 359) });
  return (
    <span
      class="rs-hues"
      onPointerDown={(event) => {
        thumb.current!.focus();
        followPointer(event, (x) => go(359 * x));
      }}
    >
      <span
        class="rs-picker-thumb"
        role="slider"
        tabIndex={0}
        ref={thumb}
        aria-label="Hue"
        aria-valuemin={0}
        aria-valuemax={359}
        aria-valuenow={Math.round(color.hue)}
        aria-valuetext={`${Math.round(color.hue)}°`}
        style={{ left: `${color.hue / 3.59}%`, background: pure }}
        onKeyDown={(event) => {
          const step = stepOf(event);
          if (step) go(color.hue + step[0] + step[1]);
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
