// What the reader is typing, until it is committed: a value from the kernel never overwrites it.
import { useNow } from "../../dom/now";

/** Its text is as of now: Enter may follow a letter at once. */
interface Draft {
  readonly text: string;
  /** There is something which is not committed yet. */
  readonly dirty: boolean;
  set(text: string): void;
  drop(): void;
  /** Escape takes back what is typed, and nothing else: a dialog around it stays open. */
  undo(event: KeyboardEvent): void;
}

/** A draft of a text that is otherwise `committed`. */
export function useDraft(committed: string): Draft {
  const typed = useNow<string | undefined>(undefined);
  return {
    get text() {
      return typed.value ?? committed;
    },
    get dirty() {
      return typed.value !== undefined && typed.value !== committed;
    },
    set: (text) => typed.set(text),
    drop: () => typed.set(undefined),
    undo(event) {
      if (event.key !== "Escape") return;
      if (this.dirty) event.preventDefault();
      typed.set(undefined);
    },
  };
}
