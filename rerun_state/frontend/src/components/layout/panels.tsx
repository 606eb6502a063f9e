// Places that open and close: expanders, tabs, popovers. Those with a value tell the kernel.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../dom/icons";
import { usePopup } from "../../dom/popup";
import { Text } from "../../dom/text";
import { Tip } from "../../dom/tip";
import { Children, type ElementProps } from "../../view/view";
import { Tabs } from "./tabs";

function Expander({ props, input, node }: ElementProps): JSX.Element {
  const expanded = Boolean(input ? input.value : props.expanded);
  const [open, setOpen] = useState(expanded);
  useEffect(() => setOpen(expanded), [expanded]);
  const onToggle = (now: boolean) => {
    if (now === open) return;
    setOpen(now);
    input?.commit(now);
  };
  return (
    <details
      class="rs-expander"
      data-type={props.type}
      data-state={props.state}
      open={open}
      onToggle={(event) => onToggle(event.currentTarget.open)}
    >
      <summary>
        <StateIcon state={props.state} />
        {props.icon && <Text text={props.icon} class="rs-glyph" />}
        <Text text={props.label} class="rs-md" />
        <Icon name="chevron" />
      </summary>
      <div class="rs-stack">
        <Children node={node} />
      </div>
    </details>
  );
}

/** For the kind of expander that says how its work is going. */
function StateIcon({ state }: { state?: "running" | "complete" | "error" }): JSX.Element | null {
  if (!state) return null;
  if (state === "running") return <span class="rs-ring" role="img" aria-label="Running" />;
  return <Icon name={state === "complete" ? "check" : "alert"} />;
}

function Popover({ props, input, node }: ElementProps): JSX.Element {
  const anchor = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(Boolean(input?.value));
  usePopup(open, anchor, panel);
  const onToggle = (now: boolean) => {
    setOpen(now);
    if (input && now !== Boolean(input.value)) input.commit(now);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open || event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    onToggle(false);
    anchor.current?.focus();
  };
  return (
    <>
      <Tip text={props.help}>
        <button
          type="button"
          ref={anchor}
          class="rs-btn"
          data-type={props.type}
          disabled={props.disabled}
          aria-haspopup="dialog"
          aria-expanded={open}
          // A press outside closes the panel before the click arrives here.
          onPointerDown={(event) => open && event.preventDefault()}
          onClick={() => onToggle(!open)}
          onKeyDown={onKeyDown}
        >
          {props.icon && <Text text={props.icon} class="rs-glyph" />}
          <Text text={props.label} class="rs-md" />
          <Icon name="chevron" />
        </button>
      </Tip>
      <div
        class="rs-popup rs-panel"
        popover="manual"
        role="dialog"
        ref={panel}
        onKeyDown={onKeyDown}
      >
        <Dismiss open={open} inside={[anchor, panel]} onDismiss={() => onToggle(false)} />
        <div class="rs-stack">
          <Children node={node} />
        </div>
      </div>
    </>
  );
}

interface DismissProps {
  open: boolean;
  inside: { current: HTMLElement | null }[];
  onDismiss(): void;
}

/** Closes when the reader presses elsewhere. (A "light dismiss" popover would do it on its own, but
 *  also when a file dialog or another top-layer element opens.) */
function Dismiss({ open, inside, onDismiss }: DismissProps): null {
  useEffect(() => {
    if (!open) return;
    const onPress = (event: PointerEvent) => {
      const path = event.composedPath();
      if (!inside.some(({ current }) => current && path.includes(current))) onDismiss();
    };
    document.addEventListener("pointerdown", onPress, true);
    return () => document.removeEventListener("pointerdown", onPress, true);
  }, [open]);
  return null;
}

export const kinds = { expander: Expander, status: Expander, tabs: Tabs, popover: Popover };
