// Typed text.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { PropsOf } from "../../../contract";
import { Icon } from "../../dom/icons";
import { Text } from "../../dom/text";
import { useUid } from "../../dom/uid";
import { useDraft } from "./draft";
import { Field } from "./field";
import { draftHint, useForm } from "./form";
import type { ElementProps } from "../../view/view";

const HTML_TYPES = {
  default: "text",
  password: "password",
  phone: "tel",
  email: "text",
  url: "text",
  search: "search",
} as const satisfies Record<PropsOf<"text_input">["type"], string>;

function TextInput({ props, input }: ElementProps<"text_input">): JSX.Element {
  const id = useUid();
  const form = useForm();
  const field = useRef<HTMLInputElement>(null);
  const draft = useDraft(input.value ?? "");
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [seen, setSeen] = useState(false);
  const { type, max_chars, icon } = props;
  // In milliseconds; 0 sends every change at once.
  const pause: number | null = props.live ?? null;

  const problem = complaint(draft.text, props);
  useEffect(() => field.current?.setCustomValidity(problem), [problem]);
  useEffect(() => () => clearTimeout(timer.current), []);

  /** Commit what is typed; return whether it could be. */
  const commit = () => {
    clearTimeout(timer.current);
    const { text, dirty } = draft;
    if (dirty && complaint(text, props)) return false;
    draft.drop();
    if (dirty) input.commit(text === "" && props.clearable ? null : text);
    return true;
  };
  // The timer must see the draft of the time when it goes off.
  const latest = useRef(commit);
  latest.current = commit;
  const onInput = (text: string) => {
    draft.set(text);
    clearTimeout(timer.current);
    if (pause !== null) timer.current = setTimeout(() => latest.current(), pause);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    draft.undo(event);
    if (event.key === "Enter" && commit() && form?.enterSubmits) form.submit();
  };
  const wrong = draft.dirty && problem;
  const hint = wrong || (draft.dirty && pause === null && draftHint(form));
  const count = draft.dirty && max_chars && `${draft.text.length}/${max_chars}`;
  return (
    <Field
      props={props}
      id={id}
      hint={[hint, count].filter(Boolean).join(" · ")}
      invalid={Boolean(wrong)}
    >
      <div class="rs-box">
        {icon && <Text text={icon} class="rs-glyph" />}
        <input
          id={id}
          ref={field}
          type={(type === "password" && seen ? "text" : HTML_TYPES[type]) as "text"}
          inputMode={type === "email" || type === "url" ? type : undefined}
          value={draft.text}
          placeholder={props.placeholder ?? undefined}
          maxLength={max_chars || undefined}
          autocomplete={props.autocomplete || "off"}
          disabled={props.disabled}
          aria-required={props.required || undefined}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onInput={(event) => onInput(event.currentTarget.value)}
          onBlur={commit}
          onKeyDown={onKeyDown}
        />
        {type === "password" && (
          <button
            type="button"
            class="rs-inner"
            aria-label={seen ? "Hide password" : "Show password"}
            aria-pressed={seen}
            disabled={props.disabled}
            onClick={() => setSeen(!seen)}
          >
            <Icon name="eye" />
          </button>
        )}
      </div>
    </Field>
  );
}

const PATTERNS: Record<string, [RegExp, string]> = {
  email: [/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "Enter an email address"],
  url: [/^[a-z][\w+.-]*:\/\/\S+$/i, "Enter a URL"],
};

type Demands = Partial<
  Pick<PropsOf<"text_input">, "required" | "type" | "validate" | "validate_message">
>;

/** Why a text may not be committed; nothing if it may. */
export function complaint(text: string, props: Demands): string {
  if (!text.trim()) return props.required ? "Required" : "";
  const [pattern, message] = patternOf(props) ?? [];
  return pattern && !pattern.test(text) ? (props.validate_message ?? message ?? "") : "";
}

function patternOf({ validate, type }: Demands): [RegExp, string] | undefined {
  if (validate === null || validate === undefined) return PATTERNS[type ?? ""];
  if (validate === "") return undefined;
  try {
    return [new RegExp(validate), "Not in the expected format"];
  } catch {
    console.warn("[rerun_state] not a regular expression:", validate);
    return undefined;
  }
}

export const kinds = { text_input: TextInput };
