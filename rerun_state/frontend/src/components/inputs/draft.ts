// What the reader is typing, until it is committed: a value from the kernel never overwrites it.
import { useState } from "preact/hooks";

export interface Draft {
  text: string;
  /** There is something which is not committed yet. */
  dirty: boolean;
  set(text: string): void;
  drop(): void;
  /** Escape takes back what is typed, and nothing else: a dialog around it stays open. */
  undo(event: KeyboardEvent): void;
}

/** A draft of a text that is otherwise `committed`. */
export function useDraft(committed: string): Draft {
  const [draft, setDraft] = useState<string | undefined>();
  return {
    text: draft ?? committed,
    dirty: draft !== undefined && draft !== committed,
    set: setDraft,
    drop: () => setDraft(undefined),
    undo: (event) => {
      if (event.key !== "Escape" || draft === undefined) return;
      event.preventDefault();
      setDraft(undefined);
    },
  };
}
