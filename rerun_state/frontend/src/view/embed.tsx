// Another ipywidget inside the page: its view is made once, and from then on only moved.
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { modelOf } from "../model/models";
import type { LuminoWidget, WidgetManager, WidgetView } from "../types";

export function Embed({ manager, id }: { manager: WidgetManager; id: string }): JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => embed(manager, id, host.current!), [manager, id]);
  return <div class="rs-embed" ref={host} />;
}

function embed(manager: WidgetManager, id: string, host: HTMLElement): () => void {
  let view: WidgetView | undefined;
  let gone = false;
  // Lumino attaches to hosts inside the document only, and views want to hear of their size.
  const sized = new ResizeObserver(() => {
    const widget = view && luminoWidget(view);
    if (!widget || !host.isConnected) return;
    if (widget.node.parentNode === host) widget.processMessage(RESIZE);
    else attach(widget, host);
  });
  modelOf(manager, id)
    .then((model) => manager.create_view(model))
    .then((made) => {
      view = made;
      if (gone) return close(view);
      if (!luminoWidget(view)) host.append(view.el);
      sized.observe(host);
    })
    .catch((error) => {
      host.textContent = `This widget could not be shown: ${error}`;
    });
  return () => {
    gone = true;
    sized.disconnect();
    if (view) close(view);
  };
}

/** Let widgets say on that wait for an answer: around a cut of the connection it may be lost. */
export async function release({ _models = {} }: WidgetManager): Promise<void> {
  const idle = { content: { execution_state: "idle" } };
  for (const each of await Promise.allSettled(Object.values(_models)))
    if (each.status === "fulfilled" && each.value._pending_msgs! > 0) each.value._handle_status?.(idle);
}

const message = (type: string, more = {}) => ({
  type,
  isConflatable: false,
  conflate: () => false,
  ...more,
});
const RESIZE = message("resize", { width: -1, height: -1 });

function luminoWidget(view: WidgetView): LuminoWidget | undefined {
  return view.luminoWidget ?? view.pWidget;
}

/** What Lumino's `Widget.attach` does; the front end's copy of Lumino is out of our reach. */
function attach(widget: LuminoWidget, host: HTMLElement): void {
  widget.processMessage(message("before-attach"));
  host.append(widget.node);
  widget.processMessage(message("after-attach"));
}

/** What `Widget.detach` and `dispose` do; they refuse what is outside of the document already. */
function close(view: WidgetView): void {
  const widget = luminoWidget(view);
  if (!widget || widget.isDisposed) return view.remove();
  if (widget.isAttached) {
    widget.processMessage(message("before-detach"));
    widget.node.remove();
    widget.processMessage(message("after-detach"));
  }
  widget.dispose();
}
