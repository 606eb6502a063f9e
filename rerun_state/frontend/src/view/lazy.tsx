// The kinds whose components are loaded on first use. The table names the chunk that has them, and
// the libraries which that needs; the kernel sends all of them along with the first such element.
import type { JSX } from "preact";
import { useContext, useEffect, useReducer, useState } from "preact/hooks";
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

/** The components of the chunks that are here. */
const here = new Map<string, Views>();

/** A component that another chunk exports among its `kinds`. */
export function lazy<P extends object = ElementProps>(chunk: string, kind: string) {
  return function Lazy(given: P): JSX.Element | null {
    const model = useContext(ModelContext)!;
    const [, redraw] = useReducer((n: number) => n + 1, 0);
    const [problem, setProblem] = useState<string>();
    const View = here.get(chunk)?.[kind];
    useEffect(() => {
      // It may have come for another element since this one was drawn without it.
      if (View) return;
      let gone = false;
      loadChunk<{ kinds: Views }>(model, chunk).then(
        ({ kinds }) => {
          here.set(chunk, kinds);
          if (!gone) redraw(undefined);
        },
        (error: Error) => gone || setProblem(error.message),
      );
      return () => {
        gone = true;
      };
    }, []);
    if (View) return <View {...given} model={model} />;
    return problem ? <p class="rs-note">This cannot be drawn. {problem}</p> : null;
  };
}

export const kinds: Record<string, ElementView> = Object.fromEntries(
  Object.entries(libraries).map(([kind, [chunk]]) => [kind, lazy(chunk!, kind)]),
);
