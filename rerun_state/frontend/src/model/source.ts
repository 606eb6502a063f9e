// A thing that changes, and the hook that draws a component anew when it does.
import { useLayoutEffect, useReducer, useRef } from "preact/hooks";

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
  useSources([source]);
}

/** Draw the calling component again whenever one of these changes; how many there are may vary. */
export function useSources(sources: readonly (Source | undefined)[]): void {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const drawn = sources.map((source) => source?.changes);
  const last = useRef(sources);
  const same = last.current.length === sources.length && sources.every((s, i) => s === last.current[i]);
  if (!same) last.current = sources;
  useLayoutEffect(() => {
    // They may have changed between drawing and now.
    if (sources.some((source, i) => source?.changes !== drawn[i])) redraw(undefined);
    const ends = sources.map((source) => source?.subscribe(() => redraw(undefined)));
    return () => ends.forEach((end) => end?.());
  }, [last.current]);
}
