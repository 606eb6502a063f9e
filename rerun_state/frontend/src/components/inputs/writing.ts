// What fields for typed text have in common, of one line or of several: a draft, which is judged and
// committed, and the attributes that say so.
import { useEffect, useRef, useState } from "preact/hooks";
import type { PropsOf } from "../../../contract";
import { useUid } from "../../dom/uid";
import type { ElementProps } from "../../view/view";
import { useDraft } from "./draft";
import { useForm } from "./form";

type Given = Pick<ElementProps<"text_input">, "input"> & {
  props: PropsOf<"text_input"> | PropsOf<"text_area">;
};

/** `howTo` tells how to commit what is typed, in a form or without one. */
export function useWriting<E extends HTMLInputElement | HTMLTextAreaElement>(
  { props, input }: Given,
  howTo: (form: ReturnType<typeof useForm>) => string | undefined,
) {
  const id = useUid();
  const form = useForm();
  const ref = useRef<E>(null);
  const draft = useDraft(input.value ?? "");
  const [focused, setFocused] = useState(false);
  const { max_chars } = props;
  const problem = complaint(draft.text, props);
  useEffect(() => ref.current?.setCustomValidity(problem), [problem]);

  /** Commit what is typed; return whether it could be. */
  const commit = (): boolean => {
    const { text, dirty } = draft;
    if (dirty && complaint(text, props)) return false;
    draft.drop();
    if (dirty) input.commit(text === "" && props.clearable ? null : text);
    return true;
  };
  const wrong = draft.dirty ? problem : "";
  const hint = wrong || (draft.dirty && howTo(form));
  const count = (focused || draft.dirty) && max_chars && `${draft.text.length}/${max_chars}`;
  return {
    draft,
    form,
    commit,
    /** For what is around the field. */
    frame: {
      props,
      id,
      hint: [hint, count].filter(Boolean).join(" · "),
      invalid: Boolean(wrong),
    },
    attributes: {
      id,
      ref,
      value: draft.text,
      placeholder: props.placeholder ?? undefined,
      maxLength: max_chars || undefined,
      disabled: props.disabled,
      "aria-required": props.required || undefined,
      "aria-invalid": wrong ? true : undefined,
      "aria-describedby": hint ? `${id}-hint` : undefined,
      onFocus: () => setFocused(true),
      onBlur: () => {
        setFocused(false);
        commit();
      },
    },
  };
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
