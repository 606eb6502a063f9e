// From the buttons in a table's cells to the widgets that are their presses.

export interface Pressed {
  row: number;
  label: string;
}

type Listener = (press: Pressed) => void;

const listeners = new Map<string, Listener>();

/** Hear of presses on a channel; return how to stop. */
export function connect(channel: string, listener: Listener): () => void {
  listeners.set(channel, listener);
  return () => {
    if (listeners.get(channel) === listener) listeners.delete(channel);
  };
}

export function press(channel: string, what: Pressed): void {
  listeners.get(channel)?.(what);
}
