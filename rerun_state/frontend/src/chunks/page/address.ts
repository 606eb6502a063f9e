// The address of an app of several pages before a visitor: what the app says is shown; where the reader
// goes by Back and Forward is told.
import { useEffect, useRef } from "preact/hooks";
import type { PropsOf } from "../../../contract";
import { addressOf, pathHere, spotHere } from "../../dom/address";
import { usePage } from "../../view/view";

export function Address({ page: at, query }: PropsOf<"app">): null {
  const page = usePage()!;
  const { path, turn } = at!;
  const spot = useRef(spotHere());
  useEffect(() => {
    // The app may not have heard yet where the reader has gone in the meantime.
    if (!page.arrive(turn)) return;
    const moves = pathHere() !== path;
    const to = new URL(moves ? addressOf(path!) : location.href, location.href);
    if (query !== undefined) to.search = query;
    if (moves && !page.seeks) history.pushState(null, "", to);
    else if (to.href !== location.href) history.replaceState(history.state, "", to);
    page.seeks = false;
    spot.current = spotHere();
  }, [path, turn, query]);
  useEffect(() => {
    const hear = () => {
      if (spotHere() === spot.current) return; // another place on the page
      spot.current = spotHere();
      page.seek(pathHere(), location.search);
    };
    window.addEventListener("popstate", hear);
    return () => window.removeEventListener("popstate", hear);
  }, [page]);
  return null;
}
