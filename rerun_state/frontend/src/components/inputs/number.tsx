// Typed numbers, with step buttons.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { PropsOf } from "../../../contract";
import { Icon } from "../../dom/icons";
import { Text } from "../../dom/text";
import { useUid } from "../../dom/uid";
import { useDraft } from "./draft";
import { Field } from "./field";
import { draftHint, useForm } from "./form";
import { formatNumber } from "../../format/number";
import { parseNumber, snap } from "../../format/parse";
import type { ElementProps, InputOf } from "../../view/view";

function NumberInput({ props, input }: ElementProps<"number_input">): JSX.Element {
  const id = useUid();
  const form = useForm();
  const [focused, setFocused] = useState(false);
  const { draft, problem, commit, at, low, high, stepBy } = useNumber(props, input, focused);

  const onKeyDown = (event: KeyboardEvent) => {
    draft.undo(event);
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key] as 1 | -1 | undefined;
    if (direction) {
      event.preventDefault();
      if (!props.disabled) stepBy(direction);
    } else if (event.key === "Enter" && commit() && form?.enterSubmits) form.submit();
  };

  const hint = problem ?? (draft.dirty ? draftHint(form) : undefined);
  return (
    <Field props={props} id={id} hint={hint} invalid={Boolean(problem)}>
      <div class="rs-box rs-number">
        {props.icon && <Text text={props.icon} class="rs-glyph" />}
        <input
          id={id}
          type="text"
          inputMode={props.data_type === "int" && low >= 0 ? "numeric" : "decimal"}
          role="spinbutton"
          autocomplete="off"
          aria-valuenow={input.value ?? undefined}
          aria-valuemin={props.min ?? undefined}
          aria-valuemax={props.max ?? undefined}
          aria-invalid={problem ? true : undefined}
          aria-describedby={hint ? `${id}-hint` : undefined}
          value={draft.text}
          placeholder={props.placeholder ?? undefined}
          required={props.required}
          disabled={props.disabled}
          onInput={(event) => draft.set(event.currentTarget.value)}
          onFocus={() => setFocused(true)}
          onBlur={() => {
            setFocused(false);
            commit();
          }}
          onKeyDown={onKeyDown}
        />
        <Step
          name="minus"
          label="Decrease"
          disabled={props.disabled || (at !== null && at <= low)}
          onStep={() => stepBy(-1)}
        />
        <Step
          name="plus"
          label="Increase"
          disabled={props.disabled || (at !== null && at >= high)}
          onStep={() => stepBy(1)}
        />
      </div>
    </Field>
  );
}

/** A number as it is typed and stepped; as text in its format, unless that is no text to type. */
function useNumber(props: PropsOf<"number_input">, input: InputOf<"number_input">, focused: boolean) {
  const { format, clearable } = props;
  const value = input.value as number | null;
  const [low, high] = [props.min ?? -Infinity, props.max ?? Infinity];
  const step = props.step ?? (props.data_type === "int" ? 1 : 0.01);
  // What reads "50%" or "1.2K" is not what one would type; a printf format is.
  const named = format && !format.includes("%");
  const draft = useDraft(value === null ? "" : show(value, focused && named ? null : format));

  const read = () => parseNumber(draft.text, props.data_type === "int");
  const wrong = () => (draft.dirty ? complaint(read(), low, high) : undefined);
  const send = (next: number | null) => {
    if (next !== input.value) input.commit(next);
  };
  /** What a step goes from: what is typed, or what was before it where that is no number. */
  const reached = () => {
    const parsed = draft.dirty ? read() : null;
    return parsed === null || Number.isNaN(parsed) ? (input.value as number | null) : parsed;
  };
  return {
    ...{ draft, low, high },
    problem: wrong(),
    at: reached(),
    /** Commit what is typed; return whether it could be. */
    commit(): boolean {
      if (wrong()) return false;
      const [{ dirty }, parsed] = [draft, read()];
      draft.drop();
      if (dirty && (parsed !== null || clearable)) send(parsed);
      return true;
    },
    stepBy(direction: 1 | -1): void {
      const from = reached();
      const to = from === null ? (Number.isFinite(low) ? low : 0) : snap(from + direction * step, step, from);
      draft.drop();
      send(Math.min(high, Math.max(low, to)));
    },
  };
}

interface StepProps {
  name: "plus" | "minus";
  label: string;
  disabled: boolean;
  onStep(): void;
}

/** Pressing must not take the focus from the field: its blur would commit the draft first. */
function Step({ name, label, disabled, onStep }: StepProps): JSX.Element {
  return (
    <button
      type="button"
      class="rs-inner rs-step"
      tabIndex={-1}
      aria-label={label}
      disabled={disabled}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onStep}
    >
      <Icon name={name} />
    </button>
  );
}

function show(value: number, format: string | null | undefined): string {
  return format ? formatNumber(value, format) : String(value);
}

function complaint(parsed: number | null, min: number, max: number): string | undefined {
  if (parsed === null) return undefined;
  if (Number.isNaN(parsed)) return "Not a number";
  if (parsed >= min && parsed <= max) return undefined;
  if (!Number.isFinite(max)) return `Must be at least ${min}`;
  if (!Number.isFinite(min)) return `Must be at most ${max}`;
  return `Must be between ${min} and ${max}`;
}

export const kinds = { number_input: NumberInput };
