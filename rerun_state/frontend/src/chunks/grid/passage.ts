// All rows of a long table one part after the other. The twin of elements/data/windows/passage.py.
import type { RowsMessage } from "../../types";
import type { Part } from "./part";

export const CHANGED = "The table has changed while it was read.";
/** Rows of the first answer to a question for many, and of the others at most. */
const STEP = 2_000;
const LARGEST_STEP = 10_000;
/** Answers that are under way. */
const AHEAD = 3;
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
  constructor(
    readonly doing: Doing,
    readonly way: Way,
  ) {}

  /** The kernel is asked for the next parts while somebody works on the last one. */
  async *parts(from: number, end: number): AsyncGenerator<Part> {
    const { doing, way } = this;
    const coming: Promise<RowsMessage>[] = [];
    try {
      let next = Math.min(from + STEP, end);
      let message: RowsMessage | undefined = await way.ask("begin", from, next);
      let total: number | undefined;
      while (message) {
        const part = way.made(message);
        if (part.total !== (total ??= part.total)) throw new Error(CHANGED);
        const last = Math.min(end, total);
        while (coming.length < AHEAD && next < last) {
          const start = next;
          coming.push(way.ask("go on", start, (next = Math.min(start + fitting(part), last))));
          coming.at(-1)!.catch(() => {}); // nobody may want it any more
        }
        yield part;
        doing.done += part.count;
        way.went();
        message = await coming.shift();
      }
      await this.#check(from);
    } finally {
      way.end();
    }
  }

  /** They are of one table, whoever may write into it, if they all still are what they were. */
  async #check(from: number): Promise<void> {
    let at: number | undefined = from;
    while (at !== undefined) at = (await this.way.ask("check", at, at)).start;
  }
}

/** How many rows have about the weight that an answer should have, if they are like these. */
function fitting({ count, content }: Part): number {
  const each = (content?.data.byteLength ?? 0) / Math.max(count, 1);
  return Math.max(Math.min(Math.floor(WEIGHT / Math.max(each, 1)), LARGEST_STEP), 1);
}
