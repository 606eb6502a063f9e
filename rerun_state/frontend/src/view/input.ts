// An element with a value: a view on its InputModel, wherever it is drawn.
//
// Changes go out as custom messages that carry the value and a sequence number; the kernel echoes
// the last number it has seen. A value from the kernel which does not know our latest change yet
// is history, and is not applied.
import { asBytes, toBase64 } from "../format/base64";
import { withDefaults } from "./defaults";
import { Source } from "../model/source";
import { withBuffers } from "./buffers";
import { spliced } from "./splices";
import type { Bytes } from "../../contract/schema";
import type { InputChange, Model, WholeModel, Wire } from "../types";

/** How many changes and presses of one input are kept until the kernel is known to have heard. */
const MOST = 50;

let clients = 0;
/** Counts the changes of all inputs, so that their order is known. */
let changes = 0;
const page = Math.random().toString(36).slice(2, 8);

/** What a reader has done, whether it stays in sight as the value, and its place among all. */
interface Change {
  message: { event: string; value: any; seq: string };
  number: number;
  stays: boolean;
  at: number;
  /** Tell it once more: by its number the kernel knows whether it has heard of it. */
  retell(): void;
}

/** Of a value V and changes that carry S; E are its other events. */
export class Input<V = any, S = any, E = any> extends Source {
  /** Ask once more what is not answered yet: when the connection was cut, it may be lost. */
  readonly asking = new Set<() => void>();
  readonly #client = `${page}${clients++}`;
  #count = 0;
  /** The number of the last change: a press beside the value is none. */
  #changed = 0;
  /** What the kernel is not known to have heard: every press, and the last value. */
  #unheard: Change[] = [];
  #secret: unknown;
  #told = new WeakMap<object, unknown>();
  #layout: WholeModel | undefined;
  #layoutId: unknown;
  #onChange = () => {
    this.#follow(this.model.get("layout"));
    this.changed();
  };

  constructor(
    readonly model: Model,
    readonly onLost: () => void = () => undefined,
    /** Is to be told later, in its order, what is changed now? */
    readonly waits: () => boolean = () => false,
  ) {
    super();
    model.on("change", this.#onChange);
    this.#follow(model.get("layout"));
  }

  /** What an ordinary cell says of its place, by ipywidgets' layout; hardly any has one. */
  get style(): Record<string, string> | undefined {
    if (!this.#layout) return undefined;
    const told = Object.entries(this.#layout.attributes);
    const named = told.filter(([name, value]) => value && name[0] !== "_");
    return Object.fromEntries(named.map(([name, value]) => [name.replaceAll("_", "-"), value]));
  }

  /** Where views of the model are ours, a layout is told by its name alone. */
  #follow(id: unknown): void {
    if (id === this.#layoutId) return;
    this.#layoutId = id;
    this.#layout?.off("change", this.#onChange);
    this.#layout = undefined;
    if (typeof id !== "string") return;
    void this.model.widget_manager.get_model(id.slice("IPY_MODEL_".length)).then((layout) => {
      if (id !== this.#layoutId) return;
      this.#layout = layout;
      layout.on("change", this.#onChange);
      this.changed();
    });
  }

  get kind(): string {
    return this.model.get("kind");
  }

  get props(): Wire {
    return withDefaults(this.kind, this.#bytes(this.model.get("props")));
  }

  /** What notebooks may not save is not kept in the model. */
  get #isSecret(): boolean {
    return this.props.type === "password";
  }

  get value(): V {
    return this.#isSecret ? (this.#secret as V) : this.#bytes(this.model.get("value"));
  }

  /** A part of the state, with bytes for what is text on the way. */
  #bytes(told: any): any {
    if (!this.model.get("text") || told === null || typeof told !== "object") return told;
    if (!this.#told.has(told)) this.#told.set(told, withBuffers(told));
    return this.#told.get(told);
  }

  #setValue(value: unknown): void {
    if (!this.#isSecret) return this.model.set("value", value);
    this.#secret = value;
    this.changed();
  }

  /** Give the element a new value and tell the kernel. */
  commit(value: V & S): void {
    this.#setValue(value);
    this.#change("change", value, true);
  }

  /** Tell the kernel of an event that leaves no value behind, such as a press. */
  fire(value: S): void {
    this.#change("change", value);
  }

  /** Tell the kernel of a press beside the value. */
  press(value: unknown): void {
    this.#change("press", value);
  }

  #change(event: string, value: any, stays = false): void {
    const number = ++this.#count;
    if (event === "change") this.#changed = number;
    const seen = seenAt(value, this.props);
    const message = { event, value, seq: `${this.#client}:${number}`, ...(seen && { seen }) };
    const retell = () => {
      if (stays) this.#setValue(value);
      this.#say(message);
    };
    const before = this.#unheard.filter((each) => !(stays && each.stays));
    this.#unheard = [...before, { message, number, stays, at: ++changes, retell }].slice(-MOST);
    if (!this.waits()) this.#say(message);
  }

  /** What the kernel is not known to have heard. */
  unheard(): Change[] {
    const heard = this.#numberIn(this.model.get("ack") ?? "");
    return (this.#unheard = this.#unheard.filter((each) => !(each.number <= heard)));
  }

  /** Send a message other than a change of value. */
  send(message: E, buffers?: unknown[]): void {
    this.#say(message, buffers);
  }

  #say(content: unknown, buffers?: unknown[]): void {
    if (buffers && this.model.get("text"))
      [content, buffers] = [{ ...(content as object), $text: buffers.map((each) => toBase64(asBytes(each as ArrayBuffer))) }, undefined];
    try {
      this.model.send(content, undefined, buffers);
    } catch (error) {
      console.debug("[rerun_state] there is no kernel to hear of", content, error);
      this.onLost();
    }
  }

  /** Take what the kernel says of the element; Error if this does not fit what it was. */
  receive({ props, gone, splices, value, ack }: InputChange, whole = false): void {
    if (props || gone || splices) {
      const changed = { ...(whole || this.model.get("props")), ...props };
      for (const name of gone ?? []) delete changed[name];
      for (const name in splices) changed[name] = spliced(this.props[name] as Bytes, splices[name]!);
      this.model.set("props", changed);
    }
    if (ack !== undefined) this.model.set("ack", ack);
    // A value that answers nothing is the kernel's own decision, such as undoing a refused change.
    if (value !== undefined && ack === undefined) this.#unheard = [];
    if (value !== undefined && (ack === undefined || this.#isCurrent(ack)))
      this.#setValue(value);
  }

  close(): void {
    this.model.off("change", this.#onChange);
    this.#follow(undefined);
  }

  /** Which of our changes an answer is about; NaN if it is about another browser's. */
  #numberIn(ack: string): number {
    const [client, count] = ack.split(":");
    return client === this.#client ? Number(count) : NaN;
  }

  #isCurrent(ack: string): boolean {
    const heard = this.#numberIn(ack);
    return heard >= this.#changed || !this.#changed || (Number.isNaN(heard) && Boolean(ack));
  }
}

/** What stands at the places among options that a value is made of: they may change on the way. */
function seenAt(value: unknown, { options, labels }: Wire): unknown[] | undefined {
  const offered = options ?? labels;
  if (!Array.isArray(offered)) return undefined;
  const parts: unknown[] = Array.isArray(value) ? value : [value];
  const places = parts.filter((part) => typeof part === "number");
  return places.length ? places.map((place) => offered[place]) : undefined;
}
