// The place of what floats over the page.
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useSeen } from "../../dom/seen";
import { useSource } from "../../view/source";
import type { RowNode } from "../../view/store";
import { RowView, type ElementProps } from "../../view/view";

/** The section of what floats over the page: a stack of toasts in the corner, and dialogs. */
function Events({ node }: ElementProps<"event">): JSX.Element {
  useSource(node);
  const toasts = node.children.filter((child) => child.row.t === "toast");
  const others = node.children.filter((child) => !["toast", "logo"].includes(child.row.t ?? ""));
  return (
    <>
      {others.map((child) => (
        <RowView key={child.key} node={child} />
      ))}
      <Corner toasts={toasts} />
    </>
  );
}

function Corner({ toasts }: { toasts: RowNode[] }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useSeen(box, toasts.length > 0);
  useLayoutEffect(() => {
    const el = box.current!;
    if (!el.showPopover || !el.isConnected) return;
    // Shown anew, so that it lies above a dialog that was opened since.
    if (el.matches(":popover-open")) el.hidePopover();
    if (toasts.length) el.showPopover();
  }, [toasts.map((toast) => toast.key).join()]);
  return (
    <div class="rs-toasts" popover="manual" ref={box} role="region" aria-label="Notifications">
      {toasts.map((toast) => (
        <RowView key={toast.key} node={toast} />
      ))}
    </div>
  );
}

export const kinds = { event: Events };
