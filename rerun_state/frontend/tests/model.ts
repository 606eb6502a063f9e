import type { Model, WidgetManager } from "../src/types";

/** A widget model without a kernel: what is sent to it can be read in `sent`. */
export class FakeModel implements Model {
  sent: any[] = [];
  #listeners: [string, (...args: any[]) => void][] = [];

  constructor(
    readonly attributes: Record<string, any> = {},
    readonly models: Record<string, FakeModel> = {},
  ) {}

  widget_manager: WidgetManager = {
    get_model: (id) => Promise.resolve(this.models[id]!),
    create_view: () => Promise.reject(new Error("no views here")),
  };

  get(name: string): any {
    return this.attributes[name];
  }

  set(name: string, value: unknown): void {
    if (this.attributes[name] === value) return;
    this.attributes[name] = value;
    for (const [event, callback] of [...this.#listeners]) {
      if (event === "change" || event === `change:${name}`) callback(this, value);
    }
  }

  on(name: string, callback: (...args: any[]) => void): void {
    this.#listeners.push([name, callback]);
  }

  off(name: string, callback: (...args: any[]) => void): void {
    this.#listeners = this.#listeners.filter(([n, c]) => n !== name || c !== callback);
  }

  trigger(name: string): void {
    for (const [event, callback] of this.#listeners) if (event === name) callback();
  }

  send(content: unknown): void {
    this.sent.push(content);
  }

  /** Let the kernel send a message. */
  tell(content: unknown): void {
    for (const [event, callback] of [...this.#listeners]) if (event === "msg:custom") callback(content);
  }
}
