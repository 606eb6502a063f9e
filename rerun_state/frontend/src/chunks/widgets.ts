// The front end of ipywidgets on a visitor's page. Models are asked for when they are shown, or stand in
// one that is; what they say goes over the page's own connection.
import * as base from "@jupyter-widgets/base";
import { HTMLManager } from "@jupyter-widgets/html-manager/lib/htmlmanager";
import css from "css:widgets.css";
import { addChunkStyle } from "../dom/style";

// Their variables are for what is embedded: at the root they would be the page's theme.
addChunkStyle("widgets", css.replaceAll(":root", ".rs-embed"));

export interface Ends {
  /** Say something for one model. */
  say(id: string, content: object, buffers?: unknown[]): void;
  /** The code of a package's front end, as a module of AMD; undefined if there is none here. */
  code(name: string): Promise<string> | undefined;
}

type Described = [id: string, state: Record<string, any>, paths: (string | number)[][]];
type Callbacks = { iopub?: { status?: (message: object) => void } } | undefined;
interface Said {
  event: "opened" | "said" | "done" | "closed";
  models?: Described[];
  data?: Record<string, any>;
  answers?: string | null;
  id?: string;
}

/** What a model of ipywidgets knows as its comm. */
class VisitComm {
  readonly target_name = "jupyter.widget";
  readonly target_module = "";
  readonly #underway = new Map<string, Callbacks>();
  #hear: (message: object) => unknown = () => {};
  #end: (message: object) => void = () => {};

  constructor(
    readonly comm_id: string,
    private readonly ends: Ends,
  ) {}

  on_msg(callback: (message: object) => unknown): void {
    this.#hear = callback;
  }

  on_close(callback: (message: object) => void): void {
    this.#end = callback;
  }

  open(): string {
    return "";
  }

  /** A page that is left does not end what the kernel has made. */
  close(): string {
    return "";
  }

  send(data: any, callbacks?: Callbacks, _metadata?: unknown, buffers?: unknown[]): string {
    const id = base.uuid();
    this.#underway.set(id, callbacks);
    this.ends.say(this.comm_id, { id, data }, buffers);
    return id;
  }

  hear({ data, answers }: Said, buffers: DataView[]): void {
    void this.#hear({ content: { data }, parent_header: { msg_id: answers }, buffers });
  }

  /** The kernel has taken in a message: the next one of the model may be sent. */
  done(id: string): void {
    const callbacks = this.#underway.get(id);
    this.#underway.delete(id);
    callbacks?.iopub?.status?.({ content: { execution_state: "idle" } });
  }

  /** Nothing that was said is answered any more. */
  giveUp(): void {
    for (const id of [...this.#underway.keys()]) this.done(id);
  }

  end(): void {
    this.#end({});
  }
}

export class VisitManager extends HTMLManager {
  readonly #comms = new Map<string, VisitComm>();
  readonly #asked = new Map<string, PromiseWithResolvers>();

  constructor(private readonly ends: Ends) {
    super({ loader: loaderFrom(ends) });
  }

  override async get_model(id: string): Promise<any> {
    if (!this.has_model(id)) await this.#ask(id);
    return super.get_model(id);
  }

  /** Take what the kernel says of a model. */
  hear(id: string, said: Said, buffers: DataView[]): void {
    if (said.event === "opened") this.#take(id, said.models!, buffers);
    else if (said.event === "said") this.#comms.get(id)?.hear(said, buffers);
    else if (said.event === "done") this.#comms.get(id)?.done(said.id!);
    else this.#close(id);
  }

  /** The page is told everything anew: ask for what stands on it. */
  again(): void {
    for (const comm of this.#comms.values()) comm.giveUp();
    for (const id of new Set([...this.#comms.keys(), ...this.#asked.keys()]))
      this.ends.say(id, { event: "open" });
  }

  /** The session has ended. */
  clear(): void {
    for (const id of [...this.#comms.keys(), ...this.#asked.keys()]) this.#close(id);
  }

  #ask(id: string): Promise<void> {
    let asked = this.#asked.get(id);
    if (!asked) {
      this.#asked.set(id, (asked = withResolvers()));
      this.ends.say(id, { event: "open" });
    }
    return asked.promise;
  }

  #take(asked: string, models: Described[], buffers: DataView[]): void {
    let at = 0;
    for (const [id, state, paths] of models) {
      base.put_buffers(state as any, paths, buffers.slice(at, (at += paths.length)));
      const known = this.#comms.get(id);
      if (known) known.hear({ event: "said", data: { method: "update", state } }, []);
      else this.#open(id, state);
      this.#settle(id);
    }
    this.#settle(asked);
  }

  #open(id: string, state: Record<string, any>): void {
    const comm = new VisitComm(id, this.ends);
    this.#comms.set(id, comm);
    const names = {
      model_name: state._model_name,
      model_module: state._model_module,
      model_module_version: state._model_module_version,
    };
    void this.new_model({ ...names, model_id: id, comm: comm as any }, state as any);
  }

  #close(id: string): void {
    this.#comms.get(id)?.end();
    this.#comms.delete(id);
    this.#settle(id, new Error("It is not on the page any more."));
  }

  #settle(id: string, error?: Error): void {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    if (error) asked?.reject(error);
    else asked?.resolve();
  }
}

interface PromiseWithResolvers {
  promise: Promise<void>;
  resolve: () => void;
  reject: (error: Error) => void;
}

function withResolvers(): PromiseWithResolvers {
  const made = {} as PromiseWithResolvers;
  made.promise = new Promise<void>((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
}

/** Looks up modules by name, as RequireJS would. */
function loaderFrom(ends: Ends): (name: string) => Promise<any> {
  const modules = new Map<string, Promise<any>>();
  return (name) => {
    let module = modules.get(name);
    if (!module) {
      modules.set(name, (module = define(name, ends)));
      module.catch(() => modules.delete(name));
    }
    return module;
  };
}

/** Carry out a module of AMD that needs nothing but the base of ipywidgets. */
async function define(name: string, ends: Ends): Promise<any> {
  const code = await ends.code(name);
  if (code === undefined)
    throw new Error(`Visitors' pages have no ${name}. Widgets of ipywidgets and of anywidget work here.`);
  let made: unknown;
  const take = (needs: string[], factory: (...given: unknown[]) => unknown) => {
    made = factory(...needs.map(() => base));
  };
  new Function("define", code)(take);
  return made;
}
