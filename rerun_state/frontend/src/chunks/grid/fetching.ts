// What a grid has of a long table: the rows in sight, which follow it as it is scrolled, and how to
// come by the others.
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { useSource } from "../../view/source";
import { usePage } from "../../view/view";
import type { RowsMessage } from "../../types";
import type { TableProps } from "./props";
import { Remote } from "./remote";

/** The rows of the table that are here; null where that is all of them. */
export function useRemote(props: TableProps, row: number): Remote | null {
  const page = usePage();
  const held = useRef<Remote | null>(null);
  if (props.window === undefined || !page) held.current = null;
  else held.current ??= new Remote((content) => page.say({ event: "rows", row, ...content }));
  const remote = held.current;
  remote?.take(props);
  useSource(remote ?? undefined);
  useLayoutEffect(
    () => (remote ? page!.hear(row, (message: RowsMessage) => remote.receive(message)) : undefined),
    [page, remote, row],
  );
  const life = page?.life;
  useSource(life);
  useEffect(() => {
    if (life?.lost) remote?.lose();
  }, [remote, life?.lost]);
  return remote;
}
