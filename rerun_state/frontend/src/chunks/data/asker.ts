// What an element has in the kernel beyond what came with it is asked for by its view, and heard of
// for as long as that stands.
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Page } from "../../view/page";
import { useSource, type Source } from "../../model/source";
import { usePage } from "../../view/view";

/** Asks the kernel, until there is none any more. */
interface Asker extends Source {
  receive(message: Heard): void;
  lose(): void;
  /** Ask once more what is not answered yet: the question, or its answer, may be lost. */
  retry(): void;
}

type Heard = Parameters<Parameters<Page["hear"]>[1]>[0];

/** What asks for more of a row, made once; null where all is here that is `wanted`. */
export function useAsker<A extends Asker>(wanted: boolean, row: number, make: (page: Page) => A): A | null {
  const page = usePage();
  const held = useRef<A | null>(null);
  if (!wanted || !page) held.current = null;
  else held.current ??= make(page);
  const asker = held.current;
  useSource(asker ?? undefined);
  useLayoutEffect(
    () => (asker ? page!.hear(row, (message) => asker.receive(message)) : undefined),
    [page, asker, row],
  );
  const life = page?.life;
  useSource(life);
  useEffect(() => {
    if (life?.lost) asker?.lose();
  }, [asker, life?.lost]);
  useEffect(() => {
    if (life?.returns) asker?.retry();
  }, [asker, life?.returns]);
  return asker;
}
