// A date with a time, in the browser's own field.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useUid } from "../../dom/uid";
import { Field } from "../../components/inputs/field";
import { formatMoment } from "../../format/date";
import type { ElementProps } from "../../view/view";
import { Native } from "../../components/inputs/dates";

export function DateTimeInput({ props, input }: ElementProps<"datetime_input">): JSX.Element {
  const id = useUid();
  const [problem, setProblem] = useState("");
  const format = `${props.format ?? "YYYY/MM/DD"} HH:mm`;
  const show = (iso: string) => formatMoment(Date.parse(`${iso}Z`) * 1000, "datetime", format);
  const check = (iso: string) => {
    const minute = iso.slice(0, 16);
    if (props.min && minute < props.min) return `Must not be before ${show(props.min)}`;
    if (props.max && minute > props.max) return `Must not be after ${show(props.max)}`;
    return "";
  };
  return (
    <Field props={props} id={id} hint={problem} invalid>
      <div class="rs-box rs-date">
        <Native
          id={id}
          type="datetime-local"
          value={input.value ?? ""}
          min={props.min}
          max={props.max}
          step={props.step ?? 900}
          disabled={props.disabled}
          required={props.required}
          clearable={props.clearable}
          show={show}
          check={check}
          onProblem={setProblem}
          onCommit={(iso) => input.commit(iso ? iso.slice(0, 16) : null)}
        />
      </div>
    </Field>
  );
}
