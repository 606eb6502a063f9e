// A thing that changes, and the hook that draws a component anew when it does.
import { useLayoutEffect, useReducer } from "preact/hooks";

export class Source {
  /** Counts the changes. */
  changes = 0;
  #listeners = new Set<() => void>();

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(): void {
    this.changes++;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Draw the calling component again whenever `source` changes. */
export function useSource(source: Source | undefined): void {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const drawn = source?.changes;
  useLayoutEffect(() => {
    if (!source) return;
    // It may have changed between drawing and now.
    if (source.changes !== drawn) redraw(undefined);
    return source.subscribe(() => redraw(undefined));
  }, [source]);
}
