// The part of a grid that is in view, and so is drawn.
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { Track, visibleLanes, widthOf, type Lane } from "./geometry";
import type { Place } from "./place";

/** The height of a row of headings. */
const HEAD = 36;
/** The height of a bar that scrolls sideways: the last row stands above it. */
const FOOT = 10;
const OVERSCAN = 4;

type Box = RefObject<HTMLDivElement | null>;

export interface View {
  top: number;
  left: number;
  width: number;
  height: number;
}

/** How far the box is scrolled and how large it is; with how to follow when it scrolls. */
export function useView(box: Box): [View, () => void] {
  const [view, setView] = useState<View>({ top: 0, left: 0, width: 600, height: 400 });
  useLayoutEffect(() => {
    const el = box.current!;
    const measure = () =>
      setView((v) => ({ ...v, width: el.clientWidth, height: el.clientHeight }));
    measure();
    const sized = new ResizeObserver(measure);
    sized.observe(el);
    return () => sized.disconnect();
  }, []);
  const onScroll = () => {
    const { scrollTop: top, scrollLeft: left } = box.current!;
    setView((v) => (v.top === top && v.left === left ? v : { ...v, top, left }));
  };
  return [view, onScroll];
}

type Window = ReturnType<typeof windowOf>;

/** A lane that is drawn. */
export interface Drawn {
  lane: Lane;
  /** Its number among all lanes. */
  number: number;
  /** Where it is kept, of one that is pinned. */
  left?: string;
  /** The room before the first one that is not: of lanes that are out of view. */
  gap?: number;
}

/** What of `count` rows and of the lanes is drawn; `marker` is the width in front of the lanes. */
export function windowOf(view: View, count: number, size: number, lanes: Lane[], marker: number) {
  const track = new Track(count, size);
  const pinned = lanes.filter((l) => l.pinned);
  const free = lanes.slice(pinned.length);
  const fixed = marker + widthOf(pinned);
  const total = fixed + widthOf(free);
  const heads = lanes.some(({ group }) => group) ? 2 : 1;
  const head = heads * HEAD;
  const foot = total > view.width + 1 ? FOOT : 0;
  const tall = view.height - head - foot;
  const first = Math.max(track.first(view.top, tall), 0);
  const from = Math.max(Math.floor(first) - OVERSCAN, 0);
  const [begin, end, before] = visibleLanes(free, view.left, view.width - fixed);
  return {
    track,
    pinned: pinned.length,
    /** The widths of what does not scroll sideways, and of all. */
    ...{ fixed, total },
    /** The rows of headings, and how high they are. */
    ...{ heads, head },
    /** What is kept free below the last row. */
    foot,
    /** The rows, where the first of them stands, and how many are drawn at most. */
    from,
    to: Math.min(Math.ceil(first + tall / size) + OVERSCAN, count),
    top: view.top + (from - first) * size,
    drawn: Math.ceil(tall / size) + 2 * OVERSCAN + 1,
    /** How many rows a page down goes. */
    page: Math.max(Math.floor(tall / size) - 1, 1),
    /** The lanes, and which of those that are not pinned. */
    shown: [...held(pinned, marker), ...passing(free.slice(begin, end), pinned.length + begin, before)],
    free: [pinned.length + begin, pinned.length + end] as const,
  };
}

function held(pinned: Lane[], marker: number): Drawn[] {
  return pinned.map((lane, number) => ({
    ...{ lane, number },
    left: `${marker + widthOf(pinned.slice(0, number))}px`,
  }));
}

function passing(lanes: Lane[], first: number, before: number): Drawn[] {
  return lanes.map((lane, at) => ({ lane, number: first + at, ...(at === 0 && { gap: before }) }));
}

/** Scroll to the active cell when it is another one. */
export function useInView(box: Box, active: Place | null, lanes: Lane[], { track, pinned, fixed, head, foot }: Window): void {
  useEffect(() => {
    if (!active) return;
    const el = box.current!;
    const top = track.scrollTo(active.row, el.scrollTop, el.clientHeight - head - foot);
    if (top !== null) el.scrollTop = top;
    if (active.lane < pinned) return;
    const left = widthOf(lanes.slice(pinned, active.lane));
    const right = left + (lanes[active.lane]?.width ?? 0);
    const room = el.clientWidth - fixed;
    if (left < el.scrollLeft) el.scrollLeft = left;
    else if (right > el.scrollLeft + room) el.scrollLeft = right - room;
  }, [active]);
}
