// What the kernel sends: rows, patches and the two kinds of model (the page contract, version 1).
import type { Answer, ReplyTo } from "../contract";

export type { Text } from "../contract/parts";

/** Properties as they travel: those of a kind, as the contract has them, without the usual ones. */
export type Wire = Record<string, unknown>;

export type { Row } from "../contract/messages";

export type Message = ReplyTo<"app"> | Answer;
export type Op = Extract<Message, { event: "patch" }>["ops"][number];
/** What a patch says of an input. */
export type InputChange = Extract<Op, ["input", ...unknown[]]>[2];
export type RowsMessage = Extract<Message, { event: "rows" }>;
export type PointsMessage = Extract<Message, { event: "points" }>;

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
  attributes: Record<string, any>;
  trigger(name: string, ...args: unknown[]): void;
  /** How many messages of it the kernel has yet to answer: it keeps the next change until then. */
  _pending_msgs?: number;
  _handle_status?(message: Status): void;
  /** The state as a notebook saves it. */
  serialize?(state: Record<string, any>): Record<string, any>;
}

/** What JupyterLab and its like tell of the kernel. */
export interface Kernel {
  status: string;
  isDisposed?: boolean;
  interrupt?(): Promise<void>;
  statusChanged?: Signal<string>;
  disposed?: Signal<unknown>;
}

interface Signal<T> {
  connect(slot: (sender: unknown, value: T) => void): unknown;
  disconnect(slot: (sender: unknown, value: T) => void): unknown;
}

export interface WidgetManager {
  kernel?: Kernel | null;
  /** Is its notebook closed? */
  isDisposed?: boolean;
  get_model(id: string): Promise<WholeModel>;
  create_view(model: Model, options?: object): Promise<WidgetView>;
  /** Where there are comms: one to a model of the kernel, and what makes a model of an opening. */
  _create_comm?(target: string, id: string): Promise<Comm>;
  handle_comm_open?(comm: Comm, opening: Opening): Promise<WholeModel>;
  /** All models, by their ids. */
  _models?: Record<string, Promise<WholeModel>>;
}

interface Comm {
  on_msg(listener: (message: Omit<Opening, "metadata">) => void): void;
  send(data: object, callbacks: { iopub: { status(message: Status): void } }): void;
}

export interface Status {
  content: { execution_state: string };
}

interface Opening {
  content: { data: Record<string, unknown> };
  buffers?: readonly unknown[];
  metadata: { version: string };
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
