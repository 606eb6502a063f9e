// The kinds whose components are loaded on first use. The contract names the chunk that has them, and
// the libraries which that needs; the kernel sends all of them along with the first such element.
import type { JSX } from "preact";
import { useContext, useLayoutEffect, useReducer, useState } from "preact/hooks";
import type { KindName, LateKind } from "../../contract";
import { chunks } from "../../contract/tables";
import type { Model } from "../types";
import { loadChunk, loadedChunk } from "../model/chunks";
import { ModelContext } from "../model/context";
import type { ElementProps, View, Views } from "./view";

/** What a component of a chunk is given: `model` leads to further chunks. */
export interface ChunkProps<K extends KindName> extends ElementProps<K> {
  model: Model;
}

/** The components of a chunk, by the kind that they draw. */
export type ChunkViews = { [K in KindName]?: (props: ChunkProps<K>) => JSX.Element | null };

/** What a chunk exports: components of kinds, and parts of what others draw. */
interface Chunk {
  kinds: Views;
  parts?: Record<string, (props: any) => JSX.Element | null>;
}

/** A component that another chunk exports, among its `parts` or its `kinds`. */
export function lazy<P extends object>(chunk: string, name: string) {
  return function Lazy(given: P): JSX.Element | null {
    const model = useContext(ModelContext)!;
    const [, redraw] = useReducer((n: number) => n + 1, 0);
    const [problem, setProblem] = useState<string>();
    const here = loadedChunk<Chunk>(model, chunk);
    const Part: View<any> | undefined = here?.parts?.[name] ?? (here?.kinds as any)?.[name];
    useLayoutEffect(() => {
      // It may have come for another element since this one was drawn without it.
      if (Part) return;
      let gone = false;
      loadChunk<Chunk>(model, chunk).then(
        () => gone || redraw(undefined),
        (error: Error) => gone || setProblem(error.message),
      );
      return () => {
        gone = true;
      };
    }, []);
    if (Part) return <Part {...(given as any)} model={model} />;
    return problem ? <p class="rs-note">This cannot be drawn. {problem}</p> : null;
  };
}

export const kinds = Object.fromEntries(
  Object.entries(chunks).map(([kind, chunk]) => [kind, lazy(chunk, kind)]),
) as { [K in LateKind]: View<K> };
