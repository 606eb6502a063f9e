// A page: the store, the inputs its rows refer to, and the conversation with the kernel.
import { render } from "preact";
import { savingBytes, withBuffers } from "./buffers";
import { Channels } from "./channels";
import { keepCode } from "../model/chunks";
import { hearKernel } from "./abandoned";
import { Ahead } from "./ahead";
import { release } from "./embed";
import { Input } from "./input";
import { lifeOf, type Life } from "../model/life";
import { modelOf } from "../model/models";
import { Store } from "./store";
import { buffersOf } from "../format/base64";
import { wasRunAhead } from "../dom/own";
import { Toasts } from "./toasts";
import type { EventOf, PropsOf } from "../../contract";
import type { InputChange, Message, Model, PointsMessage, Queue, Row, RowsMessage, WidgetManager } from "../types";

const PATIENCE = 500;

/** What a page tells the kernel. */
export type Told = EventOf<"app">;
type Wish = Extract<Told, { turn: number }>;
type Theme = Extract<Told, { event: "context" }>["theme"];

export class Page {
  /** Whether anything here still does something. */
  readonly life: Life;
  readonly store = new Store(
    (id, change) => this.#onInput(id, change),
    (id) => this.#forget(id),
  );
  readonly channels = new Channels();
  readonly toasts = new Toasts();
  readonly manager: WidgetManager;
  #inputs = new Map<string, Promise<Input>>();
  /** The views of long tables and charts, by their row. */
  #readers = new Map<number, Set<(message: any) => void>>();
  /** Was the address there first, and has the app yet to say what it thinks of it? */
  seeks = true;
  #turn = 0;
  #waiting = false;
  /** Is what the kernel may have missed to be told again, once it has told the whole page? */
  #returned = false;
  /** Where the reader wanted to go last. */
  #wish: Wish | undefined;
  #views = 0;
  #theme: Theme = "light";
  #place: number | undefined;
  /** Names this page among those that other browsers show of the app. */
  readonly name = Math.random().toString(36).slice(2, 10);
  /** Has this browser come too late for the first messages? */
  #late: boolean;
  readonly #ahead: Ahead;
  /** What views that are gone were drawn into, with all that their readers have made of it. */
  readonly #left: HTMLElement[] = [];

  constructor(readonly model: Model) {
    this.life = lifeOf(model);
    this.life.subscribe(() => this.life.lost && this.#drop());
    this.manager = model.widget_manager;
    this.#late = model.get("version") > 0;
    this.#ahead = new Ahead(model);
    this.#read(wasRunAhead());
    model.on("change:rows", () => this.#read());
    this.life.onReturn(() => this.#return());
  }

  /** The connection is there again. What either side has said around the cut may be lost. */
  #return(): void {
    if (this.#views) this.#greet();
    this.#waiting = false;
    this.#returned = true;
    this.resync();
    void release(this.manager);
  }

  /** Tell the kernel what readers have done and it has not heard, in their order. */
  async #retell(): Promise<void> {
    const open = await Promise.allSettled(this.#inputs.values());
    const inputs = open.flatMap((each) => (each.status === "fulfilled" ? each.value : []));
    this.#returned = false;
    const unheard = inputs.flatMap((input) => input.unheard());
    for (const each of unheard.sort((one, other) => one.at - other.at)) each.retell();
    if (this.#wish && this.#wish.turn > this.#answered) this.#send(this.#wish);
    for (const input of inputs) for (const ask of input.asking) ask();
  }

  /** Would what is said now overtake what was lost, and is told again? */
  #waits = (): boolean => this.life.unsure || this.#returned;

  /** The input that shows a model; made on first use, shared by all views. */
  input(id: string): Promise<Input> {
    let input = this.#inputs.get(id);
    if (!input) {
      input = modelOf(this.manager, id).then((model) => new Input(savingBytes(model), this.life.lose, this.#waits));
      this.#inputs.set(id, input);
    }
    return input;
  }

  receive(message: Message, buffers?: readonly any[]): void {
    if (message.event === "chunk") keepCode(this.model, message);
    else this.#ahead.before(message, () => this.#take(message, buffers));
  }

  #take(message: Message, buffers?: readonly any[]): void {
    if (message.event === "snapshot") {
      this.#waiting = false;
      const { rows, inputs } = withBuffers(message, buffers ?? []) as typeof message;
      this.store.load(rows, message.v);
      for (const id in inputs) this.#onInput(id, inputs[id]!, true);
      this.#write();
      if (this.#returned) void this.#retell();
    } else if (message.event === "patch") {
      if (this.#apply(message, buffers)) this.#write();
      else this.resync();
    } else if ("row" in message) {
      const told = withBuffers(message, buffers ?? []);
      for (const hear of this.#readers.get(message.row) ?? []) hear(told);
    } else if (message.event === "who") {
      if (this.#views) this.#greet();
    }
  }

  /** A view is drawn: with the first one, tell the kernel where the page is seen from. */
  enter(theme: Theme): void {
    this.#theme = theme;
    if (this.#views++ === 0) this.#greet();
  }

  /** A view is gone. A cell that is moved draws another one soon; a deleted one does not. */
  leave(): void {
    this.#views--;
    const away: Told = { event: "away", viewer: this.name };
    setTimeout(() => {
      if (!this.#views) this.#send(away);
      if (this.#views || this.manager.isDisposed) this.#drop();
    }, PATIENCE);
  }

  /** What the view that has gone first was drawn into: that of a cell which is executed again, or was
      moved, goes on with it. */
  take(): HTMLElement | undefined {
    return this.#left.shift();
  }

  /** Keep what a view that is gone was drawn into. */
  readonly pass = (root: HTMLElement): void => {
    this.#left.push(root);
    if (this.life.lost) this.#drop();
  };

  #drop(): void {
    for (const root of this.#left.splice(0)) render(null, root);
  }

  #greet(): void {
    this.#send({
      event: "context",
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      timezone_offset: new Date().getTimezoneOffset(),
      locale: navigator.language,
      url: location.href,
      is_embedded: window !== window.parent,
      theme: this.#theme,
      viewer: this.name,
      late: this.#late,
    });
    this.#late = false;
  }

  /** Hear what the kernel says of the table or chart in a row; return how to stop. */
  hear<M extends RowsMessage | PointsMessage>(row: number, listener: (message: M) => void): () => void {
    const listeners = this.#readers.get(row) ?? new Set();
    this.#readers.set(row, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (!listeners.size) this.#readers.delete(row);
    };
  }

  /** Ask the kernel something, of which the app knows nothing. */
  say(content: Told): void {
    this.#send(content);
  }

  /** It stands there among the cells of the document, as far as a view of it can tell. */
  stand(place: number | undefined): void {
    if (place === undefined || place === this.#place) return;
    this.#place = place;
    this.#send({ event: "place", place });
  }

  /** Ask for the end of the run under way. */
  stop(): void {
    this.#send({ event: "stop" });
  }

  /** Ask for another page of the app. */
  go(name: string, query = ""): void {
    this.seeks = false;
    this.#wants({ event: "page", name, query, turn: this.#next() });
  }

  /** Tell the app that the address leads elsewhere now. */
  seek(path: string, query: string): void {
    this.seeks = true;
    this.#wants({ event: "address", path, query, turn: this.#next() });
  }

  #wants(wish: Wish): void {
    this.#wish = wish;
    if (!this.#waits()) this.#send(wish);
  }

  /** The app counts the wishes of all its readers. */
  #next(): number {
    return (this.#turn = Math.max(this.#turn, this.#answered) + 1);
  }

  /** Which wish for a page the app has answered last. */
  get #answered(): number {
    return (this.store.root.props.page as PropsOf<"app">["page"])?.turn ?? 0;
  }

  /** The app has answered one of the reader's wishes; return whether it was the last one. */
  arrive(turn: number): boolean {
    if (turn < this.#turn) return false;
    this.#turn = turn; // perhaps of a reader who has loaded the page again
    return true;
  }

  #send(content: Told): void {
    try {
      this.model.send(content);
    } catch (error) {
      console.debug("[rerun_state] there is no kernel to hear of", content, error);
      this.life.lose();
    }
  }

  #apply(message: { v: number; ops: any[] }, buffers?: readonly unknown[]): boolean {
    // Patches which were queued before the snapshot that contains them.
    if (message.v <= this.store.version) return true;
    try {
      return this.store.apply(message.v, message.ops, buffers);
    } catch (error) {
      console.warn("[rerun_state] a patch did not fit the page", error);
      return false;
    }
  }

  /** Ask for the whole page, when a part of what was said of it is missing. */
  resync(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    this.#send({ event: "resync" });
  }

  #read(unseen = false): void {
    let rows = this.model.get("rows") as Row;
    if (!rows || rows === this.store.root.row) return;
    if (this.model.get("text")) rows = withBuffers(rows) as Row;
    const version = this.model.get("version") ?? 0;
    this.#ahead.before(rows, () => this.store.load(rows, version, unseen));
  }

  #write(): void {
    this.model.set("version", this.store.version);
    this.model.set("rows", this.store.root.row);
  }

  #onInput(id: string, change: InputChange, whole = false): void {
    this.input(id).then(
      (input) => {
        try {
          input.receive(change, whole);
        } catch {
          this.resync(); // its state was of another moment than the page
        }
      },
      (error) => console.warn("[rerun_state] no such input", id, error),
    );
  }

  #forget(id: string): void {
    this.#inputs.get(id)?.then(
      (input) => input.close(),
      () => undefined,
    );
    this.#inputs.delete(id);
  }
}

/** The page of a model, made by its first view. */
export function pageOf(queue: Queue): Page {
  if (!(queue.shared instanceof Page)) {
    const page = new Page(queue.model);
    queue.shared = page;
    queue.sink = (content, buffers) => page.receive(content, buffersOf(content, buffers));
    for (const message of queue.items.splice(0)) queue.sink(...message);
    void hearKernel(queue.model, () => page.resync());
  }
  return queue.shared as Page;
}
