// Buttons: a press is an event that leaves no value behind.
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { PropsOf } from "../../../contract";
import { Text } from "../../dom/text";
import { Tip } from "../../dom/tip";
import { matchesShortcut, shortcutLabel } from "../../dom/shortcut";
import { ownsPage } from "../../dom/own";
import type { ElementProps } from "../../view/view";

function Button({ props, input }: ElementProps<"button">): JSX.Element {
  const button = useRef<HTMLButtonElement>(null);
  const { type, disabled } = props;
  useShortcut(props.shortcut, button);
  const press = () => {
    // A form does not go out while something in it is wrong or missing.
    const form = props.form ? button.current?.closest("[role=form]") : null;
    const fields =
      form?.querySelectorAll<HTMLInputElement>("input:invalid, textarea:invalid") ?? [];
    // A time between two steps may be typed; the step is for the arrow keys.
    const wrong = [...fields].find((field) => !field.validity.stepMismatch);
    if (wrong) wrong.reportValidity();
    else input.fire(true);
  };
  return (
    <Tip text={props.help}>
      <button
        type="button"
        ref={button}
        class="rs-btn"
        data-type={type}
        disabled={disabled}
        data-submit={props.form || undefined}
        onClick={press}
      >
        <Face props={props} />
      </button>
    </Tip>
  );
}

type Look = Pick<PropsOf<"button">, "icon" | "label"> & Partial<PropsOf<"button">>;

/** What a button says: its label with an icon, and the keys that press it. */
export function Face({ props }: { props: Look }): JSX.Element {
  const { icon, icon_position, shortcut } = props;
  const glyph = icon && <Text text={icon} class="rs-glyph" />;
  return (
    <>
      {icon_position !== "right" && glyph}
      <Text text={props.label} class="rs-md" />
      {icon_position === "right" && glyph}
      {shortcut && <kbd>{shortcutLabel(shortcut)}</kbd>}
    </>
  );
}

/** Press the button when its keys are pressed anywhere in the app, or in a page that is all its. */
export function useShortcut(
  shortcut: string | undefined,
  button: { current: HTMLElement | null },
): void {
  useEffect(() => {
    const home = ownsPage() ? document : button.current?.closest<HTMLElement>(".rs");
    if (!shortcut || !home) return;
    // So a click beside the inputs gives the next keys to the app, not to the notebook's cell.
    if (home instanceof HTMLElement) home.tabIndex = -1;
    const press = (event: Event) => {
      if (!matchesShortcut(event as KeyboardEvent, shortcut)) return;
      event.preventDefault();
      settle(home);
      button.current?.click();
    };
    // On its way down: on its way up, an event that happened in an app ends at its root.
    home.addEventListener("keydown", press, true);
    return () => home.removeEventListener("keydown", press, true);
  }, [shortcut]);
}

/** A press by keys comes after what is being typed, as a click does, which takes the focus away. */
function settle(home: Document | HTMLElement): void {
  const { activeElement: field } = document;
  if (!(field instanceof HTMLElement) || !home.contains(field)) return;
  if (!field.matches("input, textarea")) return;
  field.blur();
  field.focus();
}

export const kinds = { button: Button };
