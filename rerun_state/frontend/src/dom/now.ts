// State that handlers read as of now. What they close over is as of the last time a component was
// drawn, and a second key or press may come before the next time.
import { useReducer, useRef } from "preact/hooks";

interface Now<T> {
  readonly value: T;
  /** Keep another value, and draw the component again. */
  set(value: T): void;
}

export function useNow<T>(initial: T): Now<T> {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const now = useRef<Now<T> | null>(null);
  now.current ??= {
    value: initial,
    set(value) {
      if (this.value === value) return;
      Object.assign(this, { value });
      redraw(undefined);
    },
  };
  return now.current;
}
