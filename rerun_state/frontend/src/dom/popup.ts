// Popups in the top layer, where no output area can clip them, placed next to what they belong to.
import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { watchSeen, whole, type Seen } from "./seen";

interface Placement {
  align?: "start" | "center" | "end";
  /** Prefer the place above the anchor. */
  above?: boolean;
  /** Make the popup at least as wide as the anchor. */
  stretch?: boolean;
}

const GAP = 4;
const EDGE = 8;

/** Show `popup` next to `anchor` while `open`. */
export function usePopup(
  open: boolean,
  anchor: RefObject<HTMLElement | null>,
  popup: RefObject<HTMLElement | null>,
  placement: Placement = {},
): void {
  useLayoutEffect(() => {
    const [by, el] = [anchor.current, popup.current];
    if (!open || !by || !el) return;
    el.showPopover?.();
    let area = whole();
    let flipped: boolean | undefined;
    const update = () => {
      flipped = place(by, el, placement, area, flipped);
    };
    update();
    const stop = watchSeen((now) => {
      area = now;
      update();
    });
    const sized = new ResizeObserver(update);
    sized.observe(el);
    // What is scrolled out of sight takes its popup along (and does not take the focus from it).
    const seen = new IntersectionObserver(([at]) =>
      el.toggleAttribute("data-away", !at!.isIntersecting),
    );
    seen.observe(by);
    window.addEventListener("scroll", update, { capture: true, passive: true });
    return () => {
      stop();
      sized.disconnect();
      seen.disconnect();
      window.removeEventListener("scroll", update, { capture: true });
      if (el.isConnected && el.matches(":popover-open")) el.hidePopover();
    };
  }, [open]);
}

/** Less than this is no room for a list that scrolls, nor for what a reader is using. */
const ROOM = 160;

/** Place a popup on the side where it was, or where there is room for it; return whether it is above. */
function place(
  anchor: HTMLElement,
  popup: HTMLElement,
  { align, above, stretch }: Placement,
  seen: Seen,
  before: boolean | undefined,
): boolean {
  const box = anchor.getBoundingClientRect();
  const { style } = popup;
  if (stretch) style.minWidth = `${box.width}px`;
  const [left, right] = [seen.left + EDGE, seen.left + seen.width - EDGE];
  const room = {
    above: box.top - seen.top - GAP - EDGE,
    below: seen.top + seen.height - box.bottom - GAP - EDGE,
  };
  const height = popup.offsetHeight;
  const used = before !== undefined && popup.matches(":hover, :focus-within");
  const shrinks = used || popup.querySelector(":scope > .rs-listbox");
  const needed = shrinks ? Math.min(height, ROOM) : Math.max(height, popup.scrollHeight);
  const up = above || before ? room.above >= needed || room.above > room.below : false;
  const flip = up || (room.below < needed && room.above > room.below);
  style.maxHeight = `${Math.max(flip ? room.above : room.below, 80)}px`;
  const top = flip ? box.top - GAP - Math.min(height, room.above) : box.bottom + GAP;
  const spare = box.width - popup.offsetWidth;
  const wanted = box.left + (align === "center" ? spare / 2 : align === "end" ? spare : 0);
  style.top = `${top}px`;
  style.left = `${Math.max(left, Math.min(wanted, right - popup.offsetWidth))}px`;
  return flip;
}
