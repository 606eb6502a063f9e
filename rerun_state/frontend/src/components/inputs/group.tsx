// Options side by side: pills, and the parts of a segmented control.
import type { JSX } from "preact";
import type { PropsOf } from "../../../contract";
import { Text, plain } from "../../dom/text";
import { useUid } from "../../dom/uid";
import { Field } from "./field";
import type { ElementProps } from "../../view/view";

function ButtonGroup({ props, input }: ElementProps<"button_group">): JSX.Element {
  const id = useUid();
  const { options } = props;
  // As of now: two presses may come before the second is drawn.
  const chosen = () => input.value ?? [];
  return (
    <Field props={props} id={id} group>
      <div class={`rs-group rs-${props.style}`} onKeyDown={moveFocus}>
        {options.map((option, index) => (
          <button
            key={index}
            type="button"
            class="rs-btn"
            aria-pressed={chosen().includes(index)}
            aria-label={plain(option) ? undefined : plain(props.icons[index])}
            disabled={props.disabled}
            onClick={() => {
              const next = pressed(props, chosen(), index);
              if (next) input.commit(next);
            }}
          >
            <Text text={props.icons[index]} class="rs-glyph" />
            <Text text={option} class="rs-md" />
          </button>
        ))}
      </div>
    </Field>
  );
}

/** What is chosen after a press; undefined if that changes nothing. */
export function pressed(
  props: Pick<PropsOf<"button_group">, "selection_mode"> & { required?: boolean },
  chosen: number[],
  index: number,
): number[] | undefined {
  const was = chosen.includes(index);
  if (props.selection_mode === "multi")
    return was ? chosen.filter((other) => other !== index) : [...chosen, index];
  if (!was) return [index];
  return props.required ? undefined : [];
}

/** The arrow keys go from button to button. */
export function moveFocus(event: KeyboardEvent): void {
  const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (move === undefined) return;
  const group = event.currentTarget as HTMLElement;
  const buttons = [...group.querySelectorAll<HTMLElement>("button:not(:disabled)")];
  const to = buttons[buttons.indexOf(event.target as HTMLElement) + move];
  if (!to) return;
  event.preventDefault();
  to.focus();
}

export const kinds = { button_group: ButtonGroup };
