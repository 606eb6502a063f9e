// The box around the segments of a field, and what opens below it. A click among the segments shows
// the calendar and leaves the focus there; its button and Alt+ArrowDown lead into it.
import type { ComponentChildren, JSX, RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useForm } from "../../components/inputs/form";
import { Icon } from "../../dom/icons";
import { usePopup } from "../../dom/popup";
import type { Typing } from "./typing";

/** What opens: nothing, a calendar beside what one types, or one that takes the focus. */
type Opened = "" | "beside" | "inside";

interface BoxProps {
  typing: Typing;
  disabled?: boolean | undefined;
  /** There is something, and it may be emptied. */
  onClear?: (() => void) | undefined;
  /** What opens, if anything does. */
  popup?: (close: () => void) => ComponentChildren;
  children: ComponentChildren;
}

export function Box(props: BoxProps): JSX.Element {
  const { typing, disabled, popup } = props;
  const form = useForm();
  const box = useRef<HTMLDivElement>(null);
  const { opened, show, close, leave, layer, button } = useCalendarLayer(box, !popup || disabled);
  const inLayer = (target: EventTarget | null) => layer.current?.contains(target as Node) ?? false;
  const toFirst = () => box.current!.querySelector<HTMLElement>("[role=spinbutton]")?.focus();

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && (opened || typing.dirty)) {
      event.preventDefault();
      if (opened) close();
      else typing.drop();
    } else if (event.altKey && event.key === "ArrowDown" && popup) {
      event.preventDefault();
      if (typing.finish()) show("inside");
    } else if (event.key === "Enter" && (event.target as Element).role === "spinbutton") {
      event.preventDefault();
      if (!typing.finish()) return;
      close();
      if (form?.enterSubmits) form.submit();
    }
  };
  const onMouseDown = (event: MouseEvent) => {
    // The focus stays where one types, but a list of months needs it.
    const at = event.target as HTMLElement;
    if (inLayer(at)) return void (at.closest("select") || event.preventDefault());
    if (disabled || at.closest("button, [role=spinbutton]")) return;
    event.preventDefault();
    toFirst();
  };
  return (
    <div
      class="rs-box rs-date"
      ref={box}
      aria-keyshortcuts={popup ? "Alt+ArrowDown" : undefined}
      onKeyDown={onKeyDown}
      onFocusOut={(event) => {
        if (box.current!.contains(event.relatedTarget as Node | null)) return;
        leave();
        typing.finish();
      }}
      onMouseDown={onMouseDown}
      onClick={(event) => {
        const at = event.target as HTMLElement;
        if (!inLayer(at) && !at.closest("button")) show("beside");
      }}
    >
      <span class="rs-typed">{props.children}</span>
      {props.onClear && !disabled && (
        <ClearButton
          onClear={() => {
            props.onClear!();
            toFirst();
          }}
        />
      )}
      {popup && (
        <button
          type="button"
          class="rs-inner"
          ref={button}
          aria-label="Choose date"
          aria-haspopup="dialog"
          aria-expanded={opened !== ""}
          disabled={disabled}
          onClick={() => (opened ? close() : typing.finish() && show("inside"))}
        >
          <CalendarIcon />
        </button>
      )}
      {opened && (
        <div class="rs-popup" role="dialog" aria-label="Calendar" popover="manual" ref={layer}>
          {popup!(close)}
        </div>
      )}
    </div>
  );
}

/** The layer in which the calendar opens: how it did, and how it leaves. */
function useCalendarLayer(box: RefObject<HTMLElement | null>, never: boolean | undefined) {
  const layer = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState<Opened>("");
  usePopup(opened !== "", box, layer);
  useLayoutEffect(() => {
    if (opened === "inside") layer.current!.querySelector<HTMLElement>("td [tabindex='0']")?.focus();
  }, [opened]);
  const leave = () => setOpened("");
  return {
    ...{ opened, leave, layer, button },
    show(how: Opened): void {
      if (!never) setOpened((before) => (before === "inside" ? before : how));
    },
    /** Close, and keep the focus in the field. */
    close(): void {
      if (layer.current?.matches(":focus-within")) button.current?.focus();
      leave();
    },
  };
}

function ClearButton({ onClear }: { onClear(): void }): JSX.Element {
  return (
    <button type="button" class="rs-inner rs-clear" aria-label="Clear" onClick={onClear}>
      <Icon name="close" />
    </button>
  );
}

function CalendarIcon(): JSX.Element {
  return (
    <svg class="rs-mark" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M4 6h16v14H4zM4 10h16M8 3v5M16 3v5" />
    </svg>
  );
}
