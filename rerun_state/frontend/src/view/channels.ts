// From the buttons in a table's cells to the widgets that are their presses, within one page: what
// an author calls a column is known to that page alone.

interface Pressed {
  row: number;
  label: string;
}

type Listener = (press: Pressed) => void;

export class Channels {
  /** Several views of a page hear of the same presses; any of them passes one on. */
  #listeners = new Map<string, Listener[]>();
  /** A table may be there before what hears of its presses. */
  #early = new Map<string, Pressed[]>();

  /** Hear of presses on a channel; return how to stop. */
  connect(channel: string, listener: Listener): () => void {
    const before = this.#listeners.get(channel) ?? [];
    this.#listeners.set(channel, [...before, listener]);
    const early = this.#early.get(channel) ?? [];
    this.#early.delete(channel);
    for (const what of early) listener(what);
    return () => {
      const left = this.#listeners.get(channel)!.filter((other) => other !== listener);
      if (left.length) this.#listeners.set(channel, left);
      else this.#listeners.delete(channel);
    };
  }

  press(channel: string, what: Pressed): void {
    const listener = this.#listeners.get(channel)?.at(-1);
    if (listener) listener(what);
    else this.#early.set(channel, [...(this.#early.get(channel) ?? []), what]);
  }
}
