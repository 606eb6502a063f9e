// Places that open and close: expanders, tabs, popovers. Those with a value tell the kernel.
import type { JSX } from "preact";
import type { PropsOf } from "../../../contract";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../dom/icons";
import { usePopup } from "../../dom/popup";
import { Text, plain } from "../../dom/text";
import type { Input } from "../../view/input";
import { Children, type ElementProps } from "../../view/view";
import { Opener } from "../inputs/opener";
import { Tabs } from "./tabs";

/** Whether a place is open, and how to change that. With a value it is open where that says so; else
 *  as the reader has left it, or the program if it has said something else since. */
function useOpen(input: Input | undefined, said: boolean): [boolean, (open: boolean) => void] {
  const [own, setOwn] = useState(said);
  useLayoutEffect(() => setOwn(said), [said]);
  if (!input) return [own, setOwn];
  const change = (open: boolean) => {
    if (open !== Boolean(input.value)) input.commit(open);
  };
  return [Boolean(input.value), change];
}

type State = PropsOf<"status">["state"];

function Expander({
  props,
  input,
  node,
  state,
}: ElementProps<"expander"> & { state?: State }): JSX.Element {
  const [open, setOpen] = useOpen(input, Boolean(props.expanded));
  return (
    <details
      class="rs-expander"
      data-type={props.type}
      data-state={state}
      open={open}
      // The browser opens it by itself to show what it has found.
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary
        onClick={(event) => {
          if ((event.target as Element).closest("a")) return;
          // The browser would open it before anybody knows whether it may be.
          event.preventDefault();
          setOpen(!open);
        }}
      >
        <StateIcon state={state} />
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

/** An expander that says how its work is going. */
function Status({ props, node }: ElementProps<"status">): JSX.Element {
  return <Expander props={props} input={undefined} node={node} state={props.state} />;
}

/** For the kind of expander that says how its work is going. */
function StateIcon({ state }: { state?: State | undefined }): JSX.Element | null {
  if (!state) return null;
  if (state === "running") return <span class="rs-ring" role="img" aria-label="Running" />;
  return <Icon name={state === "complete" ? "check" : "alert"} />;
}

function Popover({ props, input, node }: ElementProps<"popover">): JSX.Element {
  const anchor = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useOpen(input, false);
  usePopup(open, anchor, panel);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open || event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    setOpen(false);
    anchor.current?.focus();
  };
  return (
    <>
      <Opener
        props={props}
        anchor={anchor}
        opens="dialog"
        open={open}
        onToggle={() => setOpen(!open)}
        onKeyDown={onKeyDown}
      />
      <div
        class="rs-popup rs-panel"
        popover="manual"
        role="dialog"
        aria-label={plain(props.label)}
        ref={panel}
        onKeyDown={onKeyDown}
      >
        <Dismiss open={open} inside={[anchor, panel]} onDismiss={() => setOpen(false)} />
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

export const kinds = { expander: Expander, status: Status, tabs: Tabs, popover: Popover };
