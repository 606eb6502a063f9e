// Scrollbars that lie over the table, and leave its borders whole: they take no room from its columns,
// and the last row ends above the one across. A wheel, a finger and the keys scroll as ever.
import type { JSX, RefObject } from "preact";
import type { View } from "./window";

interface BarsProps {
  box: RefObject<HTMLDivElement | null>;
  view: View;
  /** The size of all that is scrolled. */
  content: { width: number; height: number };
  /** What stays in place at the top, where no bar is, and the room of the one across. */
  head: number;
  foot: number;
}

const SHORTEST = 28;

export function Bars({ box, view, content, head, foot }: BarsProps): JSX.Element {
  return (
    <>
      <Bar box={box} from={head} room={view.height - head - foot} seen={view.height} whole={content.height} at={view.top} />
      <Bar box={box} across from={0} room={view.width} seen={view.width} whole={content.width} at={view.left} />
    </>
  );
}

interface BarProps {
  box: RefObject<HTMLDivElement | null>;
  across?: boolean;
  from: number;
  room: number;
  seen: number;
  whole: number;
  at: number;
}

function Bar({ box, across, from, room, seen, whole, at }: BarProps): JSX.Element | null {
  if (whole <= seen + 1 || room < SHORTEST) return null;
  const length = Math.max((room * seen) / whole, SHORTEST);
  const path = room - length;
  const start = from + (path * at) / (whole - seen);
  const drag = (event: PointerEvent) => {
    event.preventDefault();
    const bar = event.currentTarget as HTMLElement;
    const begun = across ? event.clientX : event.clientY;
    bar.setPointerCapture(event.pointerId);
    const move = (now: PointerEvent) => {
      const by = (((across ? now.clientX : now.clientY) - begun) * (whole - seen)) / (path || 1);
      box.current!.scrollTo(across ? { left: at + by } : { top: at + by });
    };
    bar.addEventListener("pointermove", move);
    bar.addEventListener("lostpointercapture", () => bar.removeEventListener("pointermove", move), {
      once: true,
    });
  };
  return (
    <span
      class="rs-grid-bar"
      data-across={across}
      aria-hidden="true"
      style={across ? { left: `${start}px`, width: `${length}px` } : { top: `${start}px`, height: `${length}px` }}
      onPointerDown={drag}
    />
  );
}
