// A long table: the rows of it that are here, and how the kernel is asked for others. The twin of
// page/windows.py.
//
// What is on the screen is one part of a view, a view being an order of those rows in which something
// was found. A new part takes its place when it has come, so nothing flickers; only rows that nobody
// knows yet are empty. One question at a time: while one is under way, only the last wish counts.
import type { Splice, Summary } from "../../../contract/messages";
import type { Bytes } from "../../../contract/schema";
import { isNumeric, shower } from "../data/format";
import { areWhole, readColumns, type Cell, type Column, type ColumnHead } from "../data/columns";
import { Source } from "../../model/source";
import { spliced } from "../../view/splices";
import type { Told } from "../../view/page";
import type { RowsMessage } from "../../types";
import { Part, type View } from "./part";
import { CHANGED, Doing, Passage } from "./passage";
import type { TableProps } from "./props";

const AS_IT_IS: View = { sort: null, query: "", columns: [] };
const NOTHING = { ...AS_IT_IS, start: 0, stop: 0 };
const LEAST = 40;
const PATIENCE = 800;
/** How long a question may take until it counts as lost for who wants other rows by then. */
const LOST = 10_000;
/** Why nobody answers what is asked. */
const NO_KERNEL = "There is no kernel.";

type Question = Omit<Extract<Told, { event: "rows" }>, "event" | "row">;
type Say = (content: Question) => void;

/** Whoever waits for the answer to a question. */
interface Reader {
  take(message: RowsMessage): void;
  fail(reason: string): void;
}

interface Pending {
  question: Question;
  timer: ReturnType<typeof setTimeout>;
  asked: number;
}

export class Remote extends Source {
  readonly id = Math.random().toString(36).slice(2, 12);
  /** The columns; what is not here is null in them. */
  columns: Column[] = [];
  /** Why the last rows have not come. */
  problem: string | null = null;
  lost = false;
  /** How often it was told that what it said of a column as a whole may be out of date. */
  outdated = 0;
  /** What is done with rows of which many are not here yet. */
  doing: Doing | null = null;
  #props: TableProps | null = null;
  /** How many rows the reader has added. */
  #added = 0;
  #first!: Part;
  #part: Part | null = null;
  #view = AS_IT_IS;
  #wish: [number, number] = [0, 0];
  #asks = 0;
  #passages = 0;
  #asked = 0;
  #about = 0;
  #askedFor = AS_IT_IS;
  #stale = false;
  #reading = new Map<number, Reader>();
  /** The questions that are under way, and those of them whose answers have not come for a while. */
  #pending = new Map<number, Pending>();
  #late = new Set<number>();

  constructor(readonly say: Say) {
    super();
  }

  /** How many rows the view has. */
  get length(): number {
    return this.#shown.total + Math.max(this.#added - this.#counted, 0);
  }

  /** The rows that came last; null where these are the first ones. */
  get latest(): Part | null {
    return this.#part;
  }

  get #shown(): Part {
    return this.#part ?? this.#first;
  }

  /** How many of the reader's own rows the view has, as it came; the others stand at its end. */
  get #counted(): number {
    return this.#shown.view.edits?.added_rows.length ?? 0;
  }

  /** Have rows not come for a while? */
  get slow(): boolean {
    return this.#late.size > 0;
  }

  /** Are the rows those of the view that was called for last? */
  get arranged(): boolean {
    return same(this.#shown.view, this.#view);
  }

  /** How many rows have these words; null while nobody knows. */
  found(query: string): number | null {
    return this.#shown.view.query === query ? this.length : null;
  }

  /** The rows at these places of the view; those that are not known are below zero. */
  slice = (from: number, to: number): number[] => {
    const end = Math.min(to, this.length);
    return Array.from({ length: Math.max(end - from, 0) }, (_, at) => this.#place(from + at));
  };

  at(place: number): number | undefined {
    return place >= 0 && place < this.length ? this.#place(place) : undefined;
  }

  indexOf(row: number): number {
    const { places, start, total } = this.#shown;
    const own = row - this.#first.total - this.#counted;
    if (own >= 0) return total + own;
    if (!places) return row;
    const at = this.#shown.at(row);
    return at === undefined ? -1 : start + at;
  }

  /** Is what stands in this row here? */
  has(row: number): boolean {
    if (row >= this.#first.total) return true; // a new one
    return this.#shown.at(row) !== undefined || this.#first.at(row) !== undefined;
  }

  /** What a Styler says of the rows that are here. */
  styles(first: TableProps["styles"]): TableProps["styles"] {
    const more = this.#part?.content?.styles;
    if (!first || !more) return first;
    const { css, texts } = more;
    return { ...first, css: { ...first.css, ...css }, texts: { ...first.texts, ...texts } };
  }

  /** The reader has added so many rows. */
  grow(added: number): void {
    this.#added = added;
  }

  /** Take the table as the page has it now. */
  take(props: TableProps): void {
    const before = this.#props;
    if (before?.columns === props.columns && before.data === props.data && before.rows === props.rows) return;
    this.#props = props;
    const { columns: heads, data, window: count = props.rows } = props;
    const read = readColumns(count, heads, data);
    this.#first = new Part(AS_IT_IS, 0, 0, props.rows, count, read, null);
    this.columns = read.map((column, at) => ({ ...column, get: (row) => this.#cell(at, row) }));
    this.problem = null;
    if (before && !alike(before.columns, heads)) {
      // What has come belongs to a table of other columns.
      this.#part = null;
      this.#view = AS_IT_IS;
      this.#settle();
      this.leave(CHANGED);
    }
  }

  /** Show the rows of a view. */
  arrange(view: View): void {
    if (same(view, this.#view)) return;
    this.#view = view;
    this.problem = null;
    const whole = same(view, AS_IT_IS);
    if (whole && this.#part && !same(this.#part.view, view)) this.#part = null;
    if (whole || this.lost) this.changed();
    this.#stale = false;
    this.#ask();
  }

  /** Have these rows of the view here, and some around them. */
  want(from: number, to: number): void {
    if (from !== this.#wish[0] || to !== this.#wish[1]) {
      if (this.problem !== null) {
        this.problem = null;
        this.changed();
      }
      if (Date.now() - (this.#pending.get(this.#asked)?.asked ?? Infinity) > LOST) this.#settle();
    }
    this.#wish = [from, to];
    this.#ask();
  }

  /** All rows of the view. */
  async all(): Promise<number[]> {
    if (!this.#view.query && !this.#view.edits)
      return Array.from({ length: this.#first.total + this.#added }, (_, row) => row);
    const { spans } = await this.#read({ ...this.#view, start: 0, stop: 0, all: true });
    const rows: number[] = [];
    for (const [first, last] of spans!) for (let row = first; row <= last; row++) rows.push(row);
    return rows;
  }

  /** What is to be said of a column as a whole; `outdated` counts on when that has changed. */
  async about(column: number): Promise<Summary> {
    const told = this.#read({ ...NOTHING, about: column, keep: true });
    this.#about = this.#asks;
    return (await told).about!;
  }

  /** Nobody looks at a column as a whole any more. */
  lookAway(): void {
    this.#about = 0;
    this.#tell({ about: 0, step: "end" });
  }

  /** The rows at these places of the view. */
  async placesOf(from: number, to: number): Promise<number[]> {
    const rows: number[] = [];
    for await (const part of this.read(from, to, new Doing("")))
      for (let at = part.start; at < part.end; at++) rows.push(part.place(at));
    return rows;
  }

  /** Rows of the view one part after the other, for a copy of them, all of one table. */
  async *read(from: number, to: number, doing: Doing): AsyncGenerator<Part> {
    const [view, { total }] = [this.#view, this.#shown];
    const end = view.edits ? to : Math.min(to, total);
    const rest = Math.max(from, end); // rows that were added
    const own = Int32Array.from({ length: to - rest }, (_, at) => this.#place(rest + at));
    doing.all = to - from;
    if (from < end) yield* this.#passage(view, doing).parts(from, end);
    if (own.length) yield new Part(view, 0, rest, to, own.length, this.columns, own);
  }

  /** Take what the kernel says. */
  receive(message: RowsMessage): void {
    if (message.view && message.view !== this.id) return;
    const { rows = 0, columns, data } = message;
    // A kernel that ends may mix up parts of its messages: this one has not come.
    if (columns && data && !areWhole(rows, columns, data)) return;
    const reading = message.view ? this.#reading.get(message.ask) : undefined;
    if (reading) {
      this.#reading.delete(message.ask);
      this.#answered(message.ask);
      reading.take(message);
    } else if (message.outdated || message.stale) {
      if (message.outdated && (!message.view || message.ask === this.#about)) {
        this.outdated++; // unless it has asked anew since
        this.changed();
      }
      if (!message.stale) return;
      this.#stale = true;
      this.problem = null;
      this.#ask();
    } else if (message.ask === this.#asked || (!this.#asked && message.ask === this.#part?.ask)) {
      this.#take(message);
    }
  }

  /** Say in the table's place what is done until it is or its reader has had enough, and why it was not. */
  async during(what: string, work: (doing: Doing) => Promise<unknown>, failed = ""): Promise<void> {
    const doing = (this.doing = new Doing(what));
    this.problem = null;
    this.changed();
    await work(doing).catch((error: Error) => doing.signal.aborted || this.fail(`${failed} ${error.message}`.trim()));
    if (this.doing === doing) this.doing = null;
    this.changed();
  }

  /** Say in the table's place why something has not come. */
  fail(reason: string): void {
    this.problem = reason;
    this.changed();
  }

  /** There is no kernel any more: what is asked now is answered by nobody. */
  lose(): void {
    this.lost = true;
    this.#settle();
    this.leave(NO_KERNEL);
    this.changed();
  }

  /** Ask once more what is not answered yet: the question, or its answer, may be lost. */
  retry(): void {
    for (const { question } of this.#pending.values()) this.say(question);
  }

  /** What was asked is answered by nobody, whoever waits for it. */
  leave(reason: string): void {
    for (const [ask, reader] of this.#reading) {
      this.#answered(ask);
      reader.fail(reason);
    }
    this.#reading.clear();
  }

  #take(message: RowsMessage): void {
    const view = this.#asked ? this.#askedFor : this.#part!.view;
    this.#settle();
    if (message.error !== undefined) this.problem = message.error;
    else if (same(view, this.#view)) {
      const part = this.#partOf(message, view);
      this.#stale = !part;
      if (part) this.#part = part;
    }
    this.#ask();
    this.changed();
  }

  #settle(): void {
    this.#answered(this.#asked);
    this.#asked = 0;
  }

  #answered(ask: number): void {
    clearTimeout(this.#pending.get(ask)?.timer);
    this.#pending.delete(ask);
    this.#late.delete(ask);
  }

  /** What a message holds; null if it was meant for other rows than those that are here. */
  #partOf(message: RowsMessage, view: View): Part | null {
    const { ask, start = 0, total = 0, rows = 0, places, splice } = message;
    const before = this.#part?.content;
    const heads = message.columns ?? before?.heads ?? [];
    const styles = message.styles ?? before?.styles;
    const data = splice ? after(before?.data, splice) : message.data;
    if (!data) return null;
    const announced = this.#first.columns;
    const columns = readColumns(rows, heads, data).map((column, at) => fit(column, announced[at]?.head));
    const content = { heads, data, styles };
    return new Part(view, ask, start, total, rows, columns, places ? integers(places) : null, content);
  }

  #passage(view: View, doing: Doing): Passage {
    const passage = ++this.#passages;
    return new Passage(doing, {
      ask: (step, start, stop) => this.#read({ ...view, start, stop, passage, step }, doing),
      made: (message) => this.#partOf(message, view)!,
      went: () => this.changed(),
      end: () => this.#tell({ passage, step: "end" }),
    });
  }

  /** Say what is not answered. */
  #tell(what: Pick<Question, "about" | "passage" | "step">): void {
    if (!this.lost) this.say({ view: this.id, ask: ++this.#asks, ...NOTHING, ...what });
  }

  #ask(): void {
    if (this.#asked || this.lost || this.problem !== null) return;
    const range = this.#missing();
    if (!range) return;
    const ask = (this.#asked = ++this.#asks);
    this.#askedFor = this.#view;
    const [start, stop] = range;
    this.#send({ view: this.id, ask, start, stop, ...this.#view, keep: true });
  }

  /** The rows to ask for; null if all is here that is wanted. */
  #missing(): [number, number] | null {
    const here = [this.#first, this.#part].filter((part) => part && same(part.view, this.#view));
    const total = here[0]?.total ?? this.#wish[1];
    // Where a table has become shorter, its reader may still be further down.
    const [from, to] = [Math.min(this.#wish[0], total), Math.min(this.#wish[1], total)];
    const margin = Math.max(Math.ceil((to - from) / 2), LEAST / 2);
    const [low, high] = [Math.max(from - margin, 0), Math.min(to + margin, total)];
    if (!this.#stale && here.some((part) => part!.has(low, high))) return null;
    return [Math.max(from - 3 * margin, 0), to + 3 * margin];
  }

  #read(wanted: Omit<Question, "view" | "ask">, doing?: Doing): Promise<RowsMessage> {
    const ask = ++this.#asks;
    return new Promise((resolve, reject) => {
      const fail = (reason: string) => reject(new Error(reason));
      if (this.lost) return fail(NO_KERNEL);
      doing?.signal.addEventListener("abort", () => {
        this.#reading.delete(ask);
        this.#answered(ask);
        fail("");
      });
      if (doing?.signal.aborted) return fail("");
      const take = (message: RowsMessage) =>
        message.error === undefined ? resolve(message) : fail(message.error);
      this.#reading.set(ask, { take, fail });
      this.#send({ view: this.id, ask, ...wanted });
    });
  }

  #send(question: Question): void {
    const { ask } = question;
    const wait = () => {
      this.#late.add(ask);
      this.changed();
    };
    this.#pending.set(ask, { question, timer: setTimeout(wait, PATIENCE), asked: Date.now() });
    this.say(question);
  }

  #place(at: number): number {
    const { total } = this.#shown;
    return at < total ? this.#shown.place(at) : this.#first.total + this.#counted + at - total;
  }

  #cell(column: number, row: number): Cell {
    for (const part of [this.#shown, this.#first]) {
      const at = part.at(row);
      if (at !== undefined) return part.columns[column]?.get(at) ?? null;
    }
    return null;
  }
}

const same = (a: View, b: View) => a === b || JSON.stringify(a) === JSON.stringify(b);

/** Are both tables of the same columns? Where these are in the bytes does not matter. */
function alike(a: ColumnHead[], b: ColumnHead[]): boolean {
  const name = ({ name, type }: ColumnHead) => JSON.stringify([name, type]);
  return a.length === b.length && a.every((head, at) => name(head) === name(b[at]!));
}

/** A column of objects may hold others further down: what is of another type is shown as a text. */
function fit(column: Column, announced: ColumnHead | undefined): Column {
  const { head, get } = column;
  const numbers = announced && isNumeric(head) && isNumeric(announced);
  if (!announced || head.type === announced.type || numbers || head.type === "empty") return column;
  const show = shower(head);
  return { ...column, get: (row) => (get(row) === null ? null : show(get(row))) };
}

/** What bytes have become; undefined if others have changed, so that they are asked for again. */
function after(before: Bytes | undefined, splice: Splice): Bytes | undefined {
  try {
    return before && spliced(before, splice);
  } catch {
    return undefined;
  }
}

function integers(bytes: Bytes): Int32Array {
  if (bytes instanceof ArrayBuffer) return new Int32Array(bytes);
  const { buffer, byteOffset, byteLength } = bytes;
  return new Int32Array(buffer.slice(byteOffset, byteOffset + byteLength));
}
