// The part of a grid that is in view, and so is drawn.
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useReducer, useState } from "preact/hooks";
import { visibleLanes, widthOf, type Lane } from "./geometry";
import type { Place } from "./place";
import { Track, type Spot } from "./track";

/** The height of a row of headings. */
const HEAD = 36;
/** The height of a bar that scrolls sideways: the last row stands above it. */
const FOOT = 10;
const OVERSCAN = 4;
/** Milliseconds after which a box that is scrolled has come to rest. */
const REST = 150;

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
export function windowOf(view: View, spot: Spot, count: number, size: number, lanes: Lane[], marker: number) {
  const track = new Track(count, size);
  const pinned = lanes.filter((l) => l.pinned);
  const free = lanes.slice(pinned.length);
  const fixed = marker + widthOf(pinned);
  const total = fixed + widthOf(free);
  const heads = lanes.some(({ group }) => group) ? 2 : 1;
  const head = heads * HEAD;
  const foot = total > view.width + 1 ? FOOT : 0;
  const tall = view.height - head - foot;
  const first = Math.max(spot.first(track, view.top, tall), 0);
  const from = Math.max(Math.floor(first) - OVERSCAN, 0);
  const [begin, end, before] = visibleLanes(free, view.left, view.width - fixed);
  return {
    track,
    pinned: pinned.length,
    /** The widths of what does not scroll sideways, and of all. */
    ...{ fixed, total },
    /** The rows of headings, and how high they are. */
    ...{ heads, head },
    /** What is kept free below the last row, and what is left for rows. */
    ...{ foot, tall },
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

/** Have the box scrolled to where its reader is: at once if rows came or went, else when it rests. */
export function useSpot(box: Box, spot: Spot, view: View, { track, tall }: Window, onScroll: () => void): void {
  const settle = () => {
    const el = box.current; // a table that has just been drawn may be gone when its effects are due
    if (el && spot.settle(el, tall)) onScroll();
  };
  useLayoutEffect(settle, [track.count]);
  useEffect(() => {
    // Where it is scrolled on already, that is about to be told.
    const timer = setTimeout(() => box.current?.scrollTop === view.top && settle(), REST);
    return () => clearTimeout(timer);
  }, [view.top, tall]);
}

/** Scroll to the active cell when it is another one. */
export function useInView(box: Box, spot: Spot, active: Place | null, lanes: Lane[], part: Window): void {
  const { pinned, fixed, tall } = part;
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    if (!active) return;
    const el = box.current!;
    if (spot.show(active.row, tall)) {
      spot.settle(el, tall);
      redraw(undefined);
    }
    if (active.lane < pinned) return;
    const left = widthOf(lanes.slice(pinned, active.lane));
    const right = left + (lanes[active.lane]?.width ?? 0);
    const room = el.clientWidth - fixed;
    if (left < el.scrollLeft) el.scrollLeft = left;
    else if (right > el.scrollLeft + room) el.scrollLeft = right - room;
  }, [active]);
}
