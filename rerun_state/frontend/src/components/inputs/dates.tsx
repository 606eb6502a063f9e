// Dates and times, in the browser's own fields.
//
// A native field reports every key as a change, with years such as 0002 on the way to 2026. So
// what is typed is a draft until Enter or blur; only a choice from the picker counts at once.
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { useUid } from "../../dom/uid";
import { useDraft } from "./draft";
import { Field } from "./field";
import { useForm } from "./form";
import { formatMoment } from "../../format/date";
import type { ElementProps } from "../../view/view";

function DateInput({ props, input }: ElementProps<"date_input">): JSX.Element {
  const id = useUid();
  const [problem, setProblem] = useState("");
  const values = [input.value ?? []].flat() as string[];
  const show = (iso: string) =>
    formatMoment(Date.parse(iso) * 1000, "date", props.format ?? "YYYY/MM/DD");
  const check = (iso: string) => {
    if (props.min && iso < props.min) return `Must not be before ${show(props.min)}`;
    if (props.max && iso > props.max) return `Must not be after ${show(props.max)}`;
    return "";
  };
  const commit = (index: number, iso: string) => {
    const next = [input.value ?? []].flat() as string[];
    next[index] = iso;
    const dates = next.filter(Boolean);
    if (dates.length > 1 && dates[0]! > dates[1]!) dates.reverse();
    input.commit(dates);
  };
  const field = (index: number, name?: string) => (
    <Native
      id={index ? `${id}-end` : id}
      type="date"
      name={name}
      value={values[index] ?? ""}
      min={props.min}
      max={props.max}
      disabled={props.disabled}
      required={props.required}
      clearable={props.clearable || (props.range && index === 1)}
      show={show}
      check={check}
      onProblem={setProblem}
      onCommit={(iso) => commit(index, iso)}
    />
  );
  return (
    <Field props={props} id={id} group={props.range} hint={problem} invalid>
      <div class="rs-box rs-date">
        {props.range
          ? [
              field(0, "Start"),
              <span key="to" class="rs-to">
                –
              </span>,
              field(1, "End"),
            ]
          : field(0)}
      </div>
    </Field>
  );
}

function TimeInput({ props, input }: ElementProps<"time_input">): JSX.Element {
  const id = useUid();
  const step = props.step ?? 900;
  const long = step % 60 !== 0;
  const show = (time: string) =>
    formatMoment(
      Date.parse(`2000-01-01T${time}Z`) * 1000,
      "time",
      CLOCKS[props.format] ?? (long ? "HH:mm:ss" : "HH:mm"),
    );
  return (
    <Field props={props} id={id}>
      <div class="rs-box rs-date">
        <Native
          id={id}
          type="time"
          value={input.value ?? ""}
          step={step}
          disabled={props.disabled}
          required={props.required}
          clearable={props.clearable}
          show={show}
          onCommit={(time) => input.commit(time ? time.slice(0, long ? 8 : 5) : null)}
        />
      </div>
    </Field>
  );
}

const CLOCKS: Record<string, string> = { "12h": "h:mm A", localized: "localized" };

interface NativeProps {
  id: string;
  type: "date" | "time" | "datetime-local";
  name?: string | undefined;
  value: string;
  min?: string | null;
  max?: string | null;
  step?: number;
  disabled?: boolean;
  required?: boolean;
  clearable?: boolean;
  /** The value as text, shown while the field is not being edited. */
  show(value: string): string;
  /** What is wrong with a value; nothing if it may be committed. */
  check?(value: string): string;
  onProblem?(problem: string): void;
  onCommit(value: string): void;
}

const PICKER_KEYS = [" ", "F4", "Enter"];

export function Native({
  show,
  check,
  onProblem,
  onCommit,
  clearable,
  name,
  ...attrs
}: NativeProps): JSX.Element {
  const draft = useDraft(attrs.value);
  const form = useForm();
  const typing = useRef(false);

  const commit = (el: HTMLInputElement) => {
    const text = el.value;
    const problem = text ? (check?.(text) ?? "") : "";
    onProblem?.(problem);
    if (problem) return false;
    draft.drop();
    // An incomplete entry reads as empty; it and what may not be empty go back to what was.
    if (!text && (!clearable || el.validity.badInput)) el.value = attrs.value;
    else if (text !== attrs.value) onCommit(text);
    return true;
  };
  return (
    <span class="rs-native" data-empty={draft.text === "" || undefined}>
      <input
        {...attrs}
        min={attrs.min ?? undefined}
        max={attrs.max ?? undefined}
        value={draft.text}
        aria-label={name}
        onPointerDown={() => (typing.current = false)}
        onInput={(event) => {
          draft.set(event.currentTarget.value);
          if (!typing.current) commit(event.currentTarget);
        }}
        onBlur={(event) => commit(event.currentTarget)}
        onKeyDown={(event) => {
          typing.current = !PICKER_KEYS.includes(event.key);
          draft.undo(event);
          if (event.key === "Enter" && commit(event.currentTarget) && form?.enterSubmits)
            form.submit();
        }}
      />
      {attrs.value && (
        <span class="rs-shown" aria-hidden="true">
          {show(attrs.value)}
        </span>
      )}
    </span>
  );
}

export const kinds = { date_input: DateInput, time_input: TimeInput };
