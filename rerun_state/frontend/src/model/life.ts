// Whether what is shown has its kernel: not where it was read from a saved notebook, and no longer
// once that kernel has ended or started again. A model never gets its kernel back; its cell, when it
// is executed, makes another.
import type { Kernel, Model } from "../types";
import { Source } from "./source";

/** ipywidgets puts it on the views of models that nothing connects to a kernel. */
const DISCONNECTED = ".jupyter-widgets-disconnected";
/** What JupyterLab and its like say of a kernel to which their connection is cut. */
const UNKNOWN = "unknown";
/** Milliseconds for which a connection may be cut without a word, and after which it counts as back. */
const MOMENT = 1000;
const ENDED = new Set(["restarting", "autorestarting", "terminating", "dead"]);

const lives = new WeakMap<Model, Life>();

/** Changes when what is shown loses its kernel. */
export class Life extends Source {
  lost = false;
  /** It had no kernel when it was first seen. */
  saved = false;
  /** Its kernel cannot be reached for the moment. */
  away = false;
  /** The connection to it is cut, and the front end makes it again. */
  cut = false;
  /** How often it was made again: what was said around the cut may have reached nobody. */
  returns = 0;
  /** Is the connection cut, or was it made again and has yet to count? What is said may be lost. */
  unsure = false;
  #met = false;
  #broken = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #views = 0;
  #kernel: Kernel | null | undefined;

  constructor(model: Model) {
    super();
    this.#kernel = model.widget_manager.kernel;
    // Once a model is there, ipywidgets changes this only when the kernel restarts.
    model.on("comm_live_update", this.lose);
    model.on("destroy", this.lose);
  }

  readonly lose = (): void => {
    if (this.lost) return;
    this.lost = true;
    this.changed();
  };

  /** Look after the kernel as long as a view stands in `el`; return how to stop. */
  watch(el: HTMLElement): () => void {
    if (!this.lost && el.closest(DISCONNECTED)) {
      this.saved = true;
      this.lose();
    }
    if (this.#views++ === 0) this.#follow();
    return () => {
      if (--this.#views === 0) this.#kernel?.statusChanged?.disconnect(this.#hear);
      if (this.#views === 0) this.#kernel?.disposed?.disconnect(this.lose);
    };
  }

  #follow(): void {
    const kernel = this.#kernel;
    if (!kernel) return;
    if (kernel.isDisposed) this.lose();
    this.#hear(kernel, kernel.status);
    kernel.statusChanged?.connect(this.#hear);
    kernel.disposed?.connect(this.lose);
  }

  #hear = (_: unknown, status: string): void => {
    if (ENDED.has(status)) this.lose();
    const away = status === "disconnected";
    this.#reach(status !== UNKNOWN && !away);
    if (away === this.away) return;
    this.away = away;
    this.changed();
  };

  /** Act each time that the connection was made again; returns what ends that. */
  onReturn(act: () => void): () => void {
    let { returns } = this;
    return this.subscribe(() => {
      if (returns === this.returns) return;
      returns = this.returns;
      act();
    });
  }

  #reach(known: boolean): void {
    if (known) this.#met = true;
    const broken = this.#met && !known;
    if (broken === this.#broken) return;
    this.#broken = broken;
    this.unsure = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.unsure = broken;
      if (broken) this.cut = true;
      else this.returns++;
      this.changed();
    }, MOMENT);
    if (!this.cut) return;
    this.cut = false;
    this.changed();
  }
}

/** The life of a model, shared by all that shows it. */
export function lifeOf(model: Model): Life {
  let life = lives.get(model);
  if (!life) lives.set(model, (life = new Life(model)));
  return life;
}
