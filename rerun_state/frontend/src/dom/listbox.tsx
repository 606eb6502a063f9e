// A list of options that draws only those in sight: ten thousand are as quick as ten.
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

interface ListboxProps {
  /** The id of the control the list belongs to. */
  id: string;
  /** What the list is called where the control has no label. */
  name?: string;
  count: number;
  /** The option the arrow keys are at. */
  active: number;
  selected(index: number): boolean;
  draw(index: number): JSX.Element;
  onChoose(index: number): void;
  multiple?: boolean;
}

/** Where a key leads in a list; Home and End belong to what is typed, if there is something. */
export function stepTo(key: string, at: number, count: number, typed: string): number | undefined {
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
  if (!typed) Object.assign(steps, { Home: -Infinity, End: Infinity });
  const step = steps[key];
  return step === undefined ? undefined : Math.max(0, Math.min(count - 1, at + step));
}

/** The next option that begins with a letter, after the one at `at`, then from the top. */
export function nextWith(letter: string, labels: string[], at: number): number {
  const hits = (label: string) => label.toLowerCase().startsWith(letter.toLowerCase());
  const next = labels.findIndex((label, index) => index > at && hits(label));
  return next < 0 ? labels.findIndex(hits) : next;
}

const HEIGHT = 34;
const VISIBLE = 8.5;
const MARGIN = 6;

export function Listbox(list: ListboxProps): JSX.Element {
  const { id, count, active } = list;
  const el = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  // Then what it stands in is open too, and has a height: the effects of a child come first.
  const soon = (scroll: (box: HTMLElement) => void) =>
    queueMicrotask(() => el.current && scroll(el.current));
  useLayoutEffect(() => {
    soon((box) => (box.scrollTop = (active - 3) * HEIGHT));
  }, []);
  useLayoutEffect(() => {
    soon((box) => {
      const { scrollTop, clientHeight } = box;
      const [from, to] = [active * HEIGHT, (active + 1) * HEIGHT];
      if (from < scrollTop) box.scrollTop = from;
      else if (to > scrollTop + clientHeight) box.scrollTop = to - clientHeight;
    });
  }, [active, count]);

  const first = Math.max(0, Math.floor(top / HEIGHT) - MARGIN);
  const last = Math.min(count, Math.ceil(top / HEIGHT + VISIBLE) + MARGIN);
  return (
    <div
      class="rs-listbox"
      role="listbox"
      id={`${id}-list`}
      aria-label={list.name}
      aria-labelledby={list.name === undefined ? `${id}-label` : undefined}
      aria-multiselectable={list.multiple}
      ref={el}
      style={{ maxHeight: `${VISIBLE * HEIGHT}px` }}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      {count === 0 && <div class="rs-nothing">No results</div>}
      <div class="rs-options" style={{ height: `${count * HEIGHT}px` }}>
        {Array.from({ length: last - first }, (_, i) => first + i).map((index) => (
          <div
            key={index}
            id={`${id}-option-${index}`}
            class="rs-option"
            role="option"
            aria-selected={list.selected(index)}
            aria-setsize={count}
            aria-posinset={index + 1}
            data-active={index === active || undefined}
            style={{ top: `${index * HEIGHT}px`, height: `${HEIGHT}px` }}
            onClick={() => list.onChoose(index)}
          >
            {list.draw(index)}
          </div>
        ))}
      </div>
    </div>
  );
}
