// What the kernel sends: rows, patches and the two kinds of model (the page contract, version 1).
import type { ColumnHead } from "../contract/parts";
import type { Bytes } from "../contract/schema";

export type { Text } from "../contract/parts";

/** Properties as they travel: those of a kind, as the contract has them, without the usual ones. */
export type Wire = Record<string, unknown>;

export interface Row {
  /** Unique in the page, never reused. */
  k: number;
  /** The kind of an element without a value. */
  t?: string;
  p?: Wire;
  /** The model id of an element with a value; its kind and props are there. */
  m?: string;
  /** The model id of any other ipywidget. */
  w?: string;
  c?: Row[];
}

export interface InputChange {
  /** The properties that have changed. */
  props?: Wire;
  /** The names of those that are no longer there. */
  gone?: string[];
  value?: unknown;
  ack?: string;
}

export type Op =
  | ["set", number, Wire, string[]?]
  | ["insert", number, number, Row[]]
  | ["remove", number, number, number]
  | ["move", number, number, number]
  | ["replace", number, number, Row]
  | ["input", string, InputChange]
  | ["stale", number[]];

/** Rows of a long table, for one of its views; or what else the kernel says of them. */
export interface RowsMessage {
  event: "rows";
  row: number;
  /** The name of the view that asked; empty for all of them. */
  view: string;
  ask: number;
  start?: number;
  /** How many rows the view has in all. */
  total?: number;
  rows?: number;
  columns?: ColumnHead[];
  data?: Bytes;
  /** Where the rows stand in the table, where that is not one after the other. */
  places?: Bytes;
  /** Which rows the view has, from the first to the last of each stretch. */
  spans?: [number, number][];
  /** What the view has may be out of date. */
  stale?: boolean;
  error?: string;
}

export type Message =
  | RowsMessage
  | { event: "patch"; v: number; ops: Op[] }
  | { event: "snapshot"; v: number; rows: Row }
  | { event: "chunk"; name: string; code?: string; error?: string }
  /** Who looks at the page has to greet again. */
  | { event: "who" };

/** The part of an ipywidgets model which we use; anywidget's proxy has it too. */
export interface Model {
  get(name: string): any;
  set(name: string, value: unknown): void;
  on(name: string, callback: (...args: any[]) => void): void;
  off(name: string, callback: (...args: any[]) => void): void;
  send(content: unknown, callbacks?: unknown, buffers?: unknown[]): void;
  widget_manager: WidgetManager;
}

/** The whole of a model, as the manager has it. */
export interface WholeModel extends Model {
  trigger(name: string, ...args: unknown[]): void;
}

/** What JupyterLab and its like tell of the kernel. */
export interface Kernel {
  status: string;
  isDisposed?: boolean;
  statusChanged?: Signal<string>;
  disposed?: Signal<unknown>;
}

interface Signal<T> {
  connect(slot: (sender: unknown, value: T) => void): unknown;
  disconnect(slot: (sender: unknown, value: T) => void): unknown;
}

export interface WidgetManager {
  kernel?: Kernel | null;
  get_model(id: string): Promise<WholeModel>;
  create_view(model: Model, options?: object): Promise<WidgetView>;
}

export interface WidgetView {
  el: HTMLElement;
  remove(): void;
  luminoWidget?: LuminoWidget;
  pWidget?: LuminoWidget;
}

export interface LuminoWidget {
  node: HTMLElement;
  isAttached: boolean;
  isDisposed: boolean;
  dispose(): void;
  processMessage(message: unknown): void;
}

/** What the stub hands over: the messages that came too early, and where later ones go. */
export interface Queue {
  /** The model, with listeners that live as long as it does (a view's end with the view). */
  model: Model;
  items: [content: any, buffers?: ArrayBufferView[]][];
  sink: ((content: any, buffers?: ArrayBufferView[]) => void) | null;
  /** Whatever the first view made of the model; all its views share it. */
  shared?: unknown;
}

export interface ViewArgs {
  model: Model;
  el: HTMLElement;
  queue: Queue;
}
