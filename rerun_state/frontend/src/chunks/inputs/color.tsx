// A colour, in the browser's own picker.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useUid } from "../../dom/uid";
import { Field } from "../../components/inputs/field";
import type { ElementProps } from "../../view/view";

export function ColorPicker({ props, input }: ElementProps<"color_picker">): JSX.Element {
  const id = useUid();
  const [picking, setPicking] = useState<string | null>(null);
  const color = picking ?? input.value ?? "#000000";
  const commit = (next: string) => {
    setPicking(null);
    if (next !== long(input.value ?? "")) input.commit(next);
  };
  return (
    <Field props={props} id={id}>
      <span class="rs-color">
        <input
          id={id}
          type="color"
          value={long(color)}
          disabled={props.disabled}
          // While the picker is open each movement is an input; the last one is the change.
          onInput={(event) => setPicking(event.currentTarget.value)}
          onChange={(event) => commit(event.currentTarget.value)}
        />
        <code aria-hidden="true">{color}</code>
      </span>
    </Field>
  );
}

/** The field knows only colours of six digits. */
export function long(color: string): string {
  return /^#[\da-f]{3}$/i.test(color) ? color.replace(/[\da-f]/gi, "$&$&") : color;
}
