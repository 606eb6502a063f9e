// A tooltip: shown while its anchor is hovered or has the focus; Escape takes it away.
import type { ComponentChildren, JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Text as TextProp } from "../types";
import { Icon } from "./icons";
import { usePopup } from "./popup";
import { Text, plain } from "./text";

interface TipProps {
  text: TextProp | null | undefined;
  /** Not now. */
  quiet?: boolean;
  children: ComponentChildren;
}

/** Wrap `children` so that they show `text` as a tooltip, if there is one. */
export function Tip({ text, quiet, children }: TipProps): JSX.Element {
  const anchor = useRef<HTMLSpanElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  const open = near && !quiet;
  usePopup(open, anchor, popup, { align: "center", above: true });
  if (!text) return <>{children}</>;
  const show = () => setNear(true);
  const hide = () => setNear(false);
  return (
    <span
      class="rs-tip-anchor"
      ref={anchor}
      onMouseEnter={show}
      onMouseLeave={hide}
      onFocusIn={show}
      onFocusOut={hide}
      onKeyDown={(event) => {
        if (!open || event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        hide();
      }}
    >
      {children}
      {open && (
        <div class="rs-tip" role="tooltip" popover="manual" ref={popup}>
          <Text text={text} class="rs-md" />
        </div>
      )}
    </span>
  );
}

/** The question mark beside a label. */
export function Help({ text }: { text: TextProp | null | undefined }): JSX.Element | null {
  if (!text) return null;
  return (
    <Tip text={text}>
      <button type="button" class="rs-help" aria-label={`Help: ${plain(text)}`}>
        <Icon name="help" />
      </button>
    </Tip>
  );
}
