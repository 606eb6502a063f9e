// Dialogs: a window over the page. The kernel opens it, by a number that no other call has; it is
// closed by the reader, or by a run of the app that does not open it.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../dom/icons";
import { useSeen } from "../../dom/seen";
import { Text } from "../../dom/text";
import { useUid } from "../../dom/uid";
import { Children, usePage, type ElementProps } from "../../view/view";

export function Dialog({ props, input, node }: ElementProps<"dialog">): JSX.Element {
  const page = usePage();
  const box = useRef<HTMLDialogElement>(null);
  const title = useUid();
  const [open, setOpen] = useState(false);
  const { dismissible = true, width = "small", position = "center" } = props;
  useEffect(() => {
    if (!page || page.store.fires(node.key, props.opened)) setOpen(true);
  }, [props.opened]);
  // Not before its place is known: the focus goes into it, and a host would scroll there.
  useSeen(box, open, () => {
    if (box.current && !box.current.open) box.current.showModal();
  });
  useLayoutEffect(() => {
    if (!open) box.current!.close();
  }, [open]);
  const dismiss = () => {
    if (!dismissible || !open) return;
    setOpen(false);
    input?.fire(true);
  };
  // Not left to the browser: in a frame Escape may end in the page around it.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    dismiss();
  };
  // A browser closes a window that refuses to be closed at the second time; it opens again.
  const onClose = () => {
    if (!open) return;
    if (dismissible) dismiss();
    else box.current!.showModal();
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
