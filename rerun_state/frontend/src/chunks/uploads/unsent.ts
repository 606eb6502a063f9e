// What was typed and not sent, where the field goes with its app: a cell whose kernel starts anew shows
// another app in the same place.
import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

const CELL = ".jp-Cell";
const unsent = new WeakMap<Element, Map<string, string>>();

/** Let a field of that name begin with what the one before it in the cell had; `now` is what it has. */
export function useUnsent(
  field: RefObject<Element | null>,
  name: string,
  now: () => string,
  write: (text: string) => void,
): void {
  useLayoutEffect(() => {
    const cell = field.current!.closest(CELL);
    if (!cell) return;
    const drafts = unsent.get(cell) ?? new Map<string, string>();
    unsent.set(cell, drafts);
    const draft = drafts.get(name);
    drafts.delete(name);
    if (draft && !now()) write(draft);
    return () => {
      if (now()) drafts.set(name, now());
    };
  }, []);
}
