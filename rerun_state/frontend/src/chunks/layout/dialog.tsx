// Dialogs: a window over the page. The kernel opens it, by a number that no other call has; it is
// closed by the reader, or by a run of the app that does not open it.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../dom/icons";
import { useSeen } from "../../dom/seen";
import { Text } from "../../dom/text";
import { useUid } from "../../dom/uid";
import { useSource } from "../../model/source";
import type { RowNode } from "../../view/store";
import { Children, usePage, type ElementProps } from "../../view/view";

const FIELDS = ["input", "textarea", "select", "[role=spinbutton]", "[role=slider]"]
  .map((field) => `.rs-stack ${field}:not(:disabled, [aria-disabled=true], [tabindex="-1"])`)
  .join();

/** Lead the focus to the first field once it is there, if the reader has not moved by then: where
 *  there is something to fill in, one wants to fill it in, and not to close the dialog. */
function seekField(el: HTMLElement): () => void {
  const start = document.activeElement;
  const observer = new MutationObserver(seek);
  function seek(): void {
    const field = el.querySelector<HTMLElement>(FIELDS);
    if (!field && document.activeElement === start) return;
    observer.disconnect();
    if (document.activeElement === start) field?.focus({ preventScroll: true });
  }
  observer.observe(el, { childList: true, subtree: true });
  seek();
  return () => observer.disconnect();
}

/** A window that opens when the kernel says so; `tell` when its reader has closed it. */
function useWindow(node: RowNode, opened: number, dismissible: boolean, tell: () => unknown) {
  const page = usePage();
  const box = useRef<HTMLDialogElement>(null);
  const seeking = useRef(() => {});
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!page || page.store.fires(node.key, opened)) setOpen(true);
  }, [opened]);
  // Not before its place is known: the focus goes into it, and a host would scroll there.
  useSeen(box, open, () => {
    const el = box.current;
    if (!el || el.open) return;
    el.showModal();
    seeking.current = seekField(el);
  });
  useLayoutEffect(() => {
    if (!open) box.current!.close();
    return () => seeking.current();
  }, [open]);
  const dismiss = () => {
    if (!dismissible || !open) return;
    setOpen(false);
    tell();
  };
  // A browser closes a window that refuses to be closed at the second time; it opens again.
  const onClose = () => {
    if (!open) return;
    if (dismissible) dismiss();
    else box.current!.showModal();
  };
  return { box, dismiss, onClose };
}

export function Dialog({ props, input, node }: ElementProps<"dialog">): JSX.Element {
  const title = useUid();
  const { width = "small", position = "center" } = props;
  const life = usePage()?.life;
  useSource(life);
  const asks = props.dismissible ?? true;
  // An app that cannot close it any more is not to lock the page around it, and what that says.
  const dismissible = asks || Boolean(life?.lost || life?.cut);
  const { box, dismiss, onClose } = useWindow(node, props.opened, dismissible, () => asks && input?.fire(true));
  // Not left to the browser: in a frame Escape may end in the page around it.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    dismiss();
  };
  return (
    <dialog
      ref={box}
      class="rs-dialog"
      data-size={typeof width === "string" ? width : undefined}
      data-position={position}
      style={typeof width === "number" ? { width: `${width}px` } : undefined}
      aria-labelledby={title}
      onCancel={(event) => {
        event.preventDefault();
        dismiss();
      }}
      onKeyDown={onKeyDown}
      onClose={onClose}
      onPointerDown={(event) => event.target === box.current && dismiss()}
    >
      <div class="rs-dialog-box">
        <header>
          {props.icon && <Text text={props.icon} class="rs-glyph" />}
          <Text text={props.title} class="rs-md" id={title} />
          {dismissible && (
            <button type="button" class="rs-inner" aria-label="Close" onClick={dismiss}>
              <Icon name="close" />
            </button>
          )}
        </header>
        <div class="rs-stack">
          <Children node={node} />
        </div>
      </div>
    </dialog>
  );
}
