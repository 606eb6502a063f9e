// What a grid has of a long table: the rows in sight, which follow it as it is scrolled, and how to
// come by the others.
import { useEffect } from "preact/hooks";
import { useAsker } from "../data/asker";
import type { TableProps } from "./props";
import { CHANGED } from "./passage";
import { Remote } from "./remote";

/** The rows of the table that are here; null where that is all of them. */
export function useRemote(props: TableProps, row: number): Remote | null {
  const remote = useAsker(
    props.window !== undefined,
    row,
    (page) => new Remote((content) => page.say({ event: "rows", row, ...content })),
  );
  useEffect(() => () => remote?.leave(CHANGED), [remote]);
  remote?.take(props);
  return remote;
}
