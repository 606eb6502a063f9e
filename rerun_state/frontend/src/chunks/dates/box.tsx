// The box around the segments of a field, and what opens below it. A click among the segments shows
// the calendar and leaves the focus there; its button and Alt+ArrowDown lead into it.
import type { ComponentChildren, JSX } from "preact";
import { useRef } from "preact/hooks";
import { useForm } from "../../components/inputs/form";
import { Icon } from "../../dom/icons";
import { CalendarButton, useCalendarLayer, type CalendarLayer } from "./layer";
import type { Typing } from "./typing";

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
  const { typing, disabled, popup, onClear } = props;
  const box = useRef<HTMLDivElement>(null);
  const calendar = useCalendarLayer(box, typing, !popup || disabled);
  const onKeyDown = useKeys(typing, calendar, Boolean(popup));
  const toFirst = () => box.current!.querySelector<HTMLElement>("[role=spinbutton]")?.focus();

  const onMouseDown = (event: MouseEvent) => {
    // The focus stays where one types, but a list of months needs it. (In Safari a button that is
    // pressed does not take it: it would be gone.)
    const at = event.target as HTMLElement;
    if (at.closest("select, [role=spinbutton]")) return;
    event.preventDefault();
    if (!disabled && !calendar.has(at) && !at.closest("button")) toFirst();
  };
  const clear = () => {
    onClear!();
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
        calendar.leave();
        typing.finish();
      }}
      onMouseDown={onMouseDown}
      onClick={(event) => {
        const at = event.target as HTMLElement;
        if (!calendar.has(at) && !at.closest("button")) calendar.showBeside();
      }}
    >
      <span class="rs-typed">{props.children}</span>
      {onClear && !disabled && (
        <button type="button" class="rs-inner rs-clear" aria-label="Clear" onClick={clear}>
          <Icon name="close" />
        </button>
      )}
      {popup && <CalendarButton calendar={calendar} disabled={disabled} />}
      {calendar.isOpen && (
        <div class="rs-popup" role="dialog" aria-label="Calendar" popover="manual" ref={calendar.layer}>
          {popup!(calendar.close)}
        </div>
      )}
    </div>
  );
}

/** What keys do to what is typed, and to the calendar that may open. */
function useKeys(typing: Typing, calendar: CalendarLayer, opens: boolean) {
  const form = useForm();
  return (event: KeyboardEvent) => {
    if (event.key === "Escape" && (calendar.isOpen || typing.dirty)) {
      event.preventDefault();
      if (calendar.isOpen) calendar.close();
      else typing.drop();
    } else if (event.altKey && event.key === "ArrowDown" && opens) {
      event.preventDefault();
      calendar.enter();
    } else if (event.key === "Enter" && (event.target as Element).role === "spinbutton") {
      event.preventDefault();
      if (!typing.finish()) return;
      calendar.close();
      if (form?.enterSubmits) form.submit();
    }
  };
}
