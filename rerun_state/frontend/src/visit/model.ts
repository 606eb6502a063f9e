// What stands for an ipywidgets model on a visitor's page: a page, or an element with a value.
import type { Kernel, Model, Queue, WholeModel, WidgetManager, WidgetView } from "../types";
import type { Widgets } from "./widgets";

type Listener = (...args: any[]) => void;
type Send = (id: string, content: unknown, buffers?: unknown[]) => void;

export class VisitModel implements WholeModel {
  /** Where what the kernel says of a page goes, once that is drawn. */
  readonly queue: Queue = { model: this, items: [], sink: null };
  #listeners: [string, Listener][] = [];

  constructor(
    readonly id: string,
    readonly attributes: Record<string, unknown>,
    readonly widget_manager: Models,
    private readonly speak: Send,
  ) {
    this.on("rs:queue", (take: (queue: Queue) => void) => take(this.queue));
    this.on("msg:custom", (content, buffers) => {
      if (this.queue.sink) this.queue.sink(content, buffers);
      else this.queue.items.push([content, buffers]);
    });
  }

  get(name: string): any {
    return this.attributes[name];
  }

  set(name: string, value: unknown): void {
    if (this.attributes[name] === value) return;
    this.attributes[name] = value;
    this.trigger(`change:${name}`);
    this.trigger("change");
  }

  on(name: string, callback: Listener): void {
    this.#listeners.push([name, callback]);
  }

  off(name: string, callback: Listener): void {
    this.#listeners = this.#listeners.filter(([n, c]) => n !== name || c !== callback);
  }

  trigger(name: string, ...args: unknown[]): void {
    for (const [event, callback] of [...this.#listeners]) if (event === name) callback(...args);
  }

  send(content: unknown, _callbacks?: unknown, buffers?: unknown[]): void {
    this.speak(this.id, content, buffers);
  }
}

/** The models that there are, and what is known of the kernel behind them. */
export class Models implements WidgetManager {
  readonly kernel = new Status();
  readonly #models = new Map<string, VisitModel>();

  constructor(readonly widgets: Widgets) {}

  get_model(id: string): Promise<WholeModel> {
    const model = this.#models.get(id);
    return model ? Promise.resolve(model) : this.widgets.get_model(id);
  }

  create_view(model: Model): Promise<WidgetView> {
    return this.widgets.create_view(model);
  }

  /** Any of them. */
  get first(): VisitModel | undefined {
    return this.#models.values().next().value;
  }

  find(id: string): VisitModel | undefined {
    return this.#models.get(id);
  }

  add(model: VisitModel): void {
    this.#models.set(model.id, model);
  }

  remove(id: string): void {
    this.#models.delete(id);
  }

  clear(): void {
    this.#models.clear();
  }
}

/** Tells those who ask what the kernel does, and whether it can be reached. */
class Status implements Kernel {
  status = "idle";
  #slots = new Set<(sender: unknown, value: string) => void>();
  readonly statusChanged = {
    connect: (slot: (sender: unknown, value: string) => void) => this.#slots.add(slot),
    disconnect: (slot: (sender: unknown, value: string) => void) => this.#slots.delete(slot),
  };

  become(status: string): void {
    if (status === this.status) return;
    this.status = status;
    for (const slot of [...this.#slots]) slot(this, status);
  }
}
