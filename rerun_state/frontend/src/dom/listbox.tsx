// A list of options that draws only those in sight: ten thousand are as quick as ten.
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

interface ListboxProps {
  /** The id of the control the list belongs to. */
  id: string;
  count: number;
  /** The option the arrow keys are at. */
  active: number;
  selected(index: number): boolean;
  draw(index: number): JSX.Element;
  onChoose(index: number): void;
  multiple?: boolean;
}

const HEIGHT = 34;
const VISIBLE = 8.5;
const MARGIN = 6;

export function Listbox(list: ListboxProps): JSX.Element {
  const { id, count, active } = list;
  const el = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const { scrollTop, clientHeight } = el.current!;
    const [from, to] = [active * HEIGHT, (active + 1) * HEIGHT];
    if (from < scrollTop) el.current!.scrollTop = from;
    else if (to > scrollTop + clientHeight) el.current!.scrollTop = to - clientHeight;
  }, [active, count]);

  const first = Math.max(0, Math.floor(top / HEIGHT) - MARGIN);
  const last = Math.min(count, Math.ceil(top / HEIGHT + VISIBLE) + MARGIN);
  return (
    <div
      class="rs-listbox"
      role="listbox"
      id={`${id}-list`}
      aria-labelledby={`${id}-label`}
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
