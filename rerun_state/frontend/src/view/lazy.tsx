// The kinds whose components are loaded on first use. The table names the chunk that has them, and
// the libraries which that needs; the kernel sends all of them along with the first such element.
import type { JSX } from "preact";
import { useContext, useEffect, useReducer } from "preact/hooks";
import { loadChunk } from "./chunks";
import { ModelContext } from "./context";
import libraries from "../libraries.json";
import type { Model } from "../types";
import type { ElementProps, ElementView } from "./view";

/** What a component of a chunk is given: `model` leads to further chunks. */
export interface ChunkProps extends ElementProps {
  model: Model;
}

type Views = Record<string, (props: any) => JSX.Element | null>;

const loaded = new Map<string, Views | string>();

const load = (model: Model, chunk: string) =>
  loadChunk<{ kinds: Views }>(model, chunk).then(
    ({ kinds }) => loaded.set(chunk, kinds),
    (error) => loaded.set(chunk, String(error)),
  );

/** A component that another chunk exports among its `kinds`. */
export function lazy<P extends object = ElementProps>(chunk: string, kind: string) {
  return function Lazy(given: P): JSX.Element | null {
    const model = useContext(ModelContext)!;
    const [, redraw] = useReducer((n: number) => n + 1, 0);
    const views = loaded.get(chunk);
    useEffect(() => {
      if (views && typeof views !== "string") return;
      let gone = false;
      void load(model, chunk).then(() => gone || redraw(undefined));
      return () => {
        gone = true;
      };
    }, []);
    if (typeof views === "string") {
      return <p class="rs-note">This needs a running kernel: {views}</p>;
    }
    const View = views?.[kind];
    return View ? <View {...given} model={model} /> : null;
  };
}

export const kinds: Record<string, ElementView> = Object.fromEntries(
  Object.entries(libraries).map(([kind, [chunk]]) => [kind, lazy(chunk!, kind)]),
);
