// Where the labels of a slider stand: above their thumbs, in bounds, not over each other.
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect } from "preact/hooks";

/** Keep the labels of a track in their places, after each time it is drawn and at each new size. */
export function usePlacedLabels(track: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => placeSoon(track.current));
  useEffect(() => {
    const sized = new ResizeObserver(() => placeSoon(track.current));
    sized.observe(track.current!);
    return () => sized.disconnect();
  }, []);
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
