// The layer below a field in which its calendar opens, and the button that opens it.
import type { JSX, RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { usePopup } from "../../dom/popup";
import type { Typing } from "./typing";

/** What opens: nothing, a calendar beside what one types, or one that takes the focus. */
type Opened = "" | "beside" | "inside";

export type CalendarLayer = ReturnType<typeof useCalendarLayer>;

/** How the calendar opens, unless it `never` does, and how it leaves. */
export function useCalendarLayer(
  box: RefObject<HTMLElement | null>,
  typing: Typing,
  never: boolean | undefined,
) {
  const layer = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState<Opened>("");
  usePopup(opened !== "", box, layer);
  useLayoutEffect(() => {
    if (opened === "inside") layer.current!.querySelector<HTMLElement>("td [tabindex='0']")?.focus();
  }, [opened]);
  const show = (how: Opened) => {
    if (!never) setOpened((before) => (before === "inside" ? before : how));
  };
  const leave = () => setOpened("");
  return {
    ...{ layer, button, leave },
    isOpen: opened !== "",
    has: (target: EventTarget | null) => layer.current?.contains(target as Node) ?? false,
    showBeside: () => show("beside"),
    /** Take the focus, once what is typed is handed over. */
    enter(): void {
      if (typing.finish()) show("inside");
    },
    /** Close, and keep the focus in the field. */
    close(): void {
      if (layer.current?.matches(":focus-within")) button.current?.focus();
      leave();
    },
  };
}

interface CalendarButtonProps {
  calendar: CalendarLayer;
  disabled: boolean | undefined;
}

export function CalendarButton({ calendar, disabled }: CalendarButtonProps): JSX.Element {
  return (
    <button
      type="button"
      class="rs-inner"
      ref={calendar.button}
      aria-label="Choose date"
      aria-haspopup="dialog"
      aria-expanded={calendar.isOpen}
      disabled={disabled}
      onClick={() => (calendar.isOpen ? calendar.close() : calendar.enter())}
    >
      <svg class="rs-mark" viewBox="0 0 24 24" aria-hidden="true">
        <path d="M4 6h16v14H4zM4 10h16M8 3v5M16 3v5" />
      </svg>
    </button>
  );
}
