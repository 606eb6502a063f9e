// Pages on other pages: how a page finds those that it shows, and which of them have something for
// its sidebar.
import { createContext } from "preact";
import { useContext, useEffect, useLayoutEffect, useState } from "preact/hooks";
import { pageOf, type Page } from "./page";
import type { Queue, WholeModel } from "../types";
import { usePage } from "./view";

/** Takes the pages that stand within a page into its sidebar; returns how one leaves. */
type Join = (page: Page) => () => void;
export const JoinContext = createContext<Join>(() => () => {});

/** The page of the model with that id, as soon as the front end has it. */
export function useGuest(id: string | undefined): Page | undefined {
  const manager = usePage()!.manager;
  const [found, setFound] = useState<{ id: string; page: Page }>();
  useEffect(() => {
    if (id === undefined) return;
    let model: WholeModel | undefined;
    const look = () => {
      const queue = model && queueOf(model);
      if (!queue) return;
      stop();
      setFound({ id, page: pageOf(queue) });
    };
    const stop = () => removeEventListener("rs:model", look);
    // A model is there before its code has run.
    addEventListener("rs:model", look);
    manager.get_model(id).then(
      (whole) => {
        model = whole;
        look();
      },
      (error) => console.warn("[rerun_state] there is no page", id, error),
    );
    return () => {
      model = undefined;
      stop();
    };
  }, [manager, id]);
  return found && found.id === id ? found.page : undefined;
}

function queueOf(model: WholeModel): Queue | undefined {
  let queue: Queue | undefined;
  model.trigger("rs:queue", (its: Queue) => (queue = its));
  return queue;
}

/** Let the page around have a page's sidebar. */
export function useJoin(page: Page): void {
  const join = useContext(JoinContext);
  useLayoutEffect(() => join(page), [join, page]);
}

/** The pages that have joined, in the order in which they came. */
export function useGuests(): [Page[], Join] {
  const [guests, setGuests] = useState<Page[]>([]);
  const [join] = useState<Join>(() => (page: Page) => {
    // Two places may show one page.
    setGuests((all) => [...all, page]);
    return () => setGuests((all) => all.filter((_, at) => at !== all.indexOf(page)));
  });
  return [[...new Set(guests)], join];
}
