// From the buttons in a table's cells to the widgets that are their presses, within one page: what
// an author calls a column is known to that page alone.

export interface Pressed {
  row: number;
  label: string;
}

type Listener = (press: Pressed) => void;

export class Channels {
  /** Several views of a page hear of the same presses; any of them passes one on. */
  #listeners = new Map<string, Listener[]>();

  /** Hear of presses on a channel; return how to stop. */
  connect(channel: string, listener: Listener): () => void {
    const before = this.#listeners.get(channel) ?? [];
    this.#listeners.set(channel, [...before, listener]);
    return () => {
      const left = this.#listeners.get(channel)!.filter((other) => other !== listener);
      if (left.length) this.#listeners.set(channel, left);
      else this.#listeners.delete(channel);
    };
  }

  press(channel: string, what: Pressed): void {
    this.#listeners.get(channel)?.at(-1)?.(what);
  }
}
