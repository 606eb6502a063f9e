// The place of what floats over the page.
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useSeen } from "../../dom/seen";
import { useSource } from "../../model/source";
import type { Toasted, Toasts } from "../../view/toasts";
import { RowView, usePage, type ElementProps } from "../../view/view";
import { lazy } from "../../view/lazy";

const Message = lazy<{ toast: Toasted; drop: (shot: number) => void }>("status", "message");

/** The section of what floats over the page: a stack of toasts in the corner, and dialogs. */
function Events({ node }: ElementProps<"event">): JSX.Element {
  useSource(node);
  const page = usePage();
  const others = node.children.filter((child) => child.row.t !== "logo");
  return (
    <>
      {others.map((child) => (
        <RowView key={child.key} node={child} />
      ))}
      {page && <Corner toasts={page.toasts} />}
    </>
  );
}

function Corner({ toasts }: { toasts: Toasts }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useSource(toasts);
  const { items } = toasts;
  useSeen(box, items.length > 0);
  useLayoutEffect(() => {
    const el = box.current!;
    if (!el.showPopover || !el.isConnected) return;
    // Shown anew, so that it lies above a dialog that was opened since.
    if (el.matches(":popover-open")) el.hidePopover();
    if (items.length) el.showPopover();
  }, [items]);
  return (
    <div class="rs-toasts" popover="manual" ref={box} role="region" aria-label="Notifications">
      {items.map((toast) => (
        <Message key={toast.shot} toast={toast} drop={toasts.drop} />
      ))}
    </div>
  );
}

export const kinds = { event: Events };
