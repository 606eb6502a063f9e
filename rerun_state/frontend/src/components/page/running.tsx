// What a page of one's own says while its kernel computes: there is no notebook around it to do so.
import type { JSX } from "preact";
import { useContext, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { ownsPage } from "../../dom/own";
import { ModelContext } from "../../view/context";

/** Milliseconds that a run may take without a word. */
const PATIENCE = 500;

/** A small note in the corner, above whatever floats over the page. */
export function Running(): JSX.Element | null {
  const kernel = useContext(ModelContext)?.widget_manager.kernel;
  const note = useRef<HTMLParagraphElement>(null);
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!kernel?.statusChanged || !ownsPage()) return;
    let timer = 0;
    const follow = (_: unknown, status: string) => {
      clearTimeout(timer);
      if (status === "busy") timer = window.setTimeout(() => setLate(true), PATIENCE);
      else setLate(false);
    };
    follow(kernel, kernel.status);
    kernel.statusChanged.connect(follow);
    return () => {
      clearTimeout(timer);
      kernel.statusChanged!.disconnect(follow);
    };
  }, [kernel]);
  useLayoutEffect(() => {
    if (late) note.current!.showPopover?.();
  }, [late]);
  if (!late) return null;
  return (
    <p class="rs-running" role="status" popover="manual" ref={note}>
      <span class="rs-ring" /> Running…
    </p>
  );
}
