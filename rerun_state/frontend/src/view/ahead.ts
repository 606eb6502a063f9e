// What draws an element or sets a formula may be on its way when the kernel tells of it. What it says
// waits for that, a moment at most, so that nothing on the page moves when it comes.
import { chunks } from "../../contract/tables";
import type { FormulaLibrary } from "../dom/formulas";
import type { Model } from "../types";
import { loadChunk, loadedChunk } from "../model/chunks";

const MOMENT = 1000;

/** What waits for code, in its order. */
export class Ahead {
  #waiting: (() => void)[] | undefined;
  #known = new Set<string>();

  constructor(private readonly model: Model) {}

  /** Act at once, or when the code is here by which `content` is drawn. */
  before(content: unknown, act: () => void): void {
    if (this.#waiting) return void this.#waiting.push(() => this.before(content, act));
    const unknown = [...needed(content, new Set())].filter((name) => !this.#known.has(name));
    const away = unknown.filter((name) => !loadedChunk(this.model, name));
    if (!away.length) return act();
    away.forEach((name) => this.#known.add(name));
    const waiting = (this.#waiting = [act]);
    const go = () => {
      if (this.#waiting === waiting) this.#waiting = undefined;
      for (const each of waiting.splice(0)) each();
    };
    void Promise.allSettled(away.map((name) => this.#load(name))).then(go);
    setTimeout(go, MOMENT);
  }

  async #load(name: string): Promise<unknown> {
    const chunk = await loadChunk<Partial<FormulaLibrary>>(this.model, name);
    return chunk.fonts;
  }
}

/** The names of the codes by which a content is drawn. */
function needed(content: unknown, names: Set<string>): Set<string> {
  if (typeof content === "string") return content.includes('class="rs-math"') ? names.add("math") : names;
  if (!content || typeof content !== "object") return names;
  const chunk = chunks[(content as { t?: string }).t ?? ""];
  if (chunk) names.add(chunk);
  for (const each of Object.values(content)) needed(each, names);
  return names;
}
