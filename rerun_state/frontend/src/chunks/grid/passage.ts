// All rows of a long table one part after the other. The twin of elements/data/passage.py.
import type { RowsMessage } from "../../types";
import type { Part } from "./part";

export const CHANGED = "The table has changed while it was read.";
/** Rows of the first answer to a question for many, and of the others at most. */
const STEP = 2_000;
const LARGEST_STEP = 10_000;
/** Bytes that one answer should have: others wait for it, and gateways pass no large messages on. */
const WEIGHT = 1_000_000;

/** What is done with many rows, of which it may be known how many there are. */
export class Doing {
  readonly #abort = new AbortController();
  readonly signal = this.#abort.signal;
  done = 0;
  all: number | null = null;

  constructor(readonly what: string) {}

  /** Its reader does not want it any more. */
  stop(): void {
    this.#abort.abort();
  }
}

type Step = "begin" | "go on" | "check";

/** How a passage gets on: what is asked and made of answers, and who hears of it. */
interface Way {
  ask(step: Step, start: number, stop: number): Promise<RowsMessage>;
  made(message: RowsMessage): Part;
  went(): void;
  end(): void;
}

/** Parts of one table, whoever writes into it meanwhile. */
export class Passage {
  readonly #spans: [number, number][] = [];
  #size = STEP;

  constructor(
    readonly doing: Doing,
    readonly way: Way,
  ) {}

  /** The kernel is asked for the next part while somebody works on the last one. */
  async *parts(from: number, end: number): AsyncGenerator<Part> {
    const { doing, way } = this;
    try {
      let message = await this.#next(from, end);
      let [last, total] = [end, undefined as number | undefined];
      while (message) {
        const part = way.made(message);
        if (part.total !== (total ??= part.total)) throw new Error(CHANGED);
        last = Math.min(end, total);
        this.#size = fitting(part);
        const coming = this.#next(part.end, last);
        yield part;
        doing.done += part.count;
        way.went();
        message = await coming;
      }
      // They are of one table, whoever may write into it, if they all still are what they were.
      for (const span of this.#spans) await way.ask("check", ...span);
    } finally {
      way.end();
    }
  }

  #next(start: number, end: number): Promise<RowsMessage> | null {
    if (start >= end) return null;
    const step = this.#spans.length ? "go on" : "begin";
    const span: [number, number] = [start, Math.min(start + this.#size, end)];
    this.#spans.push(span);
    const coming = this.way.ask(step, ...span);
    coming.catch(() => {}); // nobody may want it any more
    return coming;
  }
}

/** How many rows have about the weight that an answer should have, if they are like these. */
function fitting({ count, content }: Part): number {
  const each = (content?.data.byteLength ?? 0) / Math.max(count, 1);
  return Math.max(Math.min(Math.floor(WEIGHT / Math.max(each, 1)), LARGEST_STEP), 1);
}
