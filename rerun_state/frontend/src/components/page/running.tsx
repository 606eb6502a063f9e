// What a page of one's own says while its kernel computes: there is no notebook around it to do so.
import type { JSX } from "preact";
import { useContext, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { inView, ownsPage } from "../../dom/own";
import { ModelContext } from "../../model/context";
import { usePage } from "../../view/view";

/** Milliseconds that a run may take without a word. */
const PATIENCE = 500;

/** How it goes on: without a word, with one, and with one that the reader has answered. */
type State = "" | "late" | "ending";

/** A small note in the corner, above whatever floats over the page, which can end the run. */
export function Running(): JSX.Element {
  const kernel = useContext(ModelContext)?.widget_manager.kernel;
  const page = usePage();
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<State>("");
  useEffect(() => {
    if (!kernel?.statusChanged || !(ownsPage() || inView(place.current!))) return;
    let timer = 0;
    // One for all apps of a page.
    const tell = () => document.querySelector(".rs-running:popover-open") || setState("late");
    const follow = (_: unknown, status: string) => {
      clearTimeout(timer);
      if (status === "busy") timer = window.setTimeout(tell, PATIENCE);
      else setState("");
    };
    follow(kernel, kernel.status);
    kernel.statusChanged.connect(follow);
    return () => {
      clearTimeout(timer);
      kernel.statusChanged!.disconnect(follow);
    };
  }, [kernel]);
  useLayoutEffect(() => {
    if (state === "late") place.current!.showPopover?.();
    else if (!state) place.current!.hidePopover?.();
  }, [state]);
  const stop = () => {
    setState("ending");
    page?.stop();
    // Code between two elements hears of an interrupt alone; a server's kernel is not this page's.
    if (!ownsPage()) void kernel?.interrupt?.().catch(console.warn);
  };
  return (
    <div class="rs-running" popover="manual" ref={place}>
      {state && (
        <>
          <span class="rs-ring" />
          <span role="status">{state === "late" ? "Running…" : "Stopping…"}</span>
          {state === "late" && (
            <button type="button" onClick={stop}>
              Stop
            </button>
          )}
        </>
      )}
    </div>
  );
}
