// The user's ipywidgets on a visitor's page. Their front end is loaded when the first one is shown, and
// never where there is none.
import type * as Chunk from "../chunks/widgets";
import type { Model, WholeModel, WidgetView } from "../types";

/** The name of a model of ipywidgets, among those that the page and the kernel speak of. */
const NAMED = /^w([0-9a-f]{32})$/;
const ID = /^[0-9a-f]{32}$/;

interface Ends extends Chunk.Ends {
  /** The front end of ipywidgets. */
  load(): Promise<typeof Chunk>;
}

export class Widgets {
  #manager: Promise<Chunk.VisitManager> | undefined;

  constructor(private readonly ends: Ends) {}

  get_model(id: string): Promise<WholeModel> {
    if (!ID.test(id)) return Promise.reject(new Error(`There is no model ${id}.`));
    return this.#open().then((manager) => manager.get_model(id));
  }

  create_view(model: Model): Promise<WidgetView> {
    return this.#open().then((manager) => manager.create_view(model as any) as Promise<any>);
  }

  /** Take what the kernel says, if it is for one of these; else say that it is not. */
  hear(to: string, content: any, buffers: DataView[]): boolean {
    const [, id] = NAMED.exec(to) ?? [];
    if (id) void this.#manager?.then((manager) => manager.hear(id, content, buffers));
    return id !== undefined;
  }

  again(): void {
    void this.#manager?.then((manager) => manager.again());
  }

  clear(): void {
    void this.#manager?.then((manager) => manager.clear());
  }

  #open(): Promise<Chunk.VisitManager> {
    const { load, code } = this.ends;
    const say = (id: string, content: object, buffers?: unknown[]) =>
      this.ends.say(`w${id}`, content, buffers);
    this.#manager ??= load().then(({ VisitManager }) => new VisitManager({ say, code }));
    this.#manager.catch(() => (this.#manager = undefined));
    return this.#manager;
  }
}
