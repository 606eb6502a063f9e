// Choosing: a box, one of a list.
import type { JSX } from "preact";
import { Text } from "../../dom/text";
import { Help } from "../../dom/tip";
import { useUid } from "../../dom/uid";
import { Field } from "./field";
import type { Text as TextProp } from "../../types";
import type { ElementProps } from "../../view/view";
import { Selectbox } from "./selectbox";

function Checkbox({ props, input }: ElementProps<"checkbox">): JSX.Element {
  const id = useUid();
  const toggle = props.style === "toggle";
  return (
    <div class="rs-check" data-disabled={props.disabled || undefined}>
      <input
        id={id}
        type="checkbox"
        role={toggle ? "switch" : undefined}
        class={toggle ? "rs-switch" : undefined}
        checked={Boolean(input.value)}
        disabled={props.disabled}
        onChange={(event) => input.commit(event.currentTarget.checked)}
      />
      <label for={id} data-visibility={props.label_visibility}>
        <Text text={props.label} class="rs-md" />
      </label>
      <Help text={props.help} />
    </div>
  );
}

function Radio({ props, input }: ElementProps<"radio">): JSX.Element {
  const id = useUid();
  const isEmpty = !props.options.length;
  const options: TextProp[] = isEmpty ? ["No options to select."] : props.options;
  const disabled = props.disabled || isEmpty;
  return (
    <Field props={{ ...props, disabled }} id={id} group="radiogroup">
      <div class="rs-radio" data-horizontal={props.horizontal || undefined}>
        {options.map((option, index) => (
          <div class="rs-check" key={index}>
            <input
              id={`${id}-${index}`}
              type="radio"
              name={id}
              checked={input.value === index}
              disabled={disabled}
              onChange={() => input.commit(index)}
            />
            <label for={`${id}-${index}`}>
              <Text text={option} class="rs-md" />
              <Text text={props.captions?.[index]} class="rs-md rs-caption" />
            </label>
          </div>
        ))}
      </div>
    </Field>
  );
}

export const kinds = { checkbox: Checkbox, radio: Radio, selectbox: Selectbox };
