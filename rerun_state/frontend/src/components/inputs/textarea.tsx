// Typed text of several lines.
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { COMMIT_KEYS } from "../../dom/shortcut";
import { useUid } from "../../dom/uid";
import { useDraft } from "./draft";
import { Field } from "./field";
import { useForm } from "./form";
import type { ElementProps } from "../../view/view";
import { complaint } from "./entry";

function TextArea({ props, input }: ElementProps<"text_area">): JSX.Element {
  const id = useUid();
  const form = useForm();
  const field = useRef<HTMLTextAreaElement>(null);
  const draft = useDraft(input.value ?? "");
  const { max_chars, height } = props;
  const problem = complaint(draft.text, props);
  useEffect(() => field.current?.setCustomValidity(problem), [problem]);

  /** Commit what is typed; return whether it could be. */
  const commit = () => {
    const { text, dirty } = draft;
    if (dirty && complaint(text, props)) return false;
    draft.drop();
    if (dirty) input.commit(text === "" && props.clearable ? null : text);
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    draft.undo(event);
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (commit() && form?.enterSubmits) form.submit();
  };
  const wrong = draft.dirty && problem;
  const verb = !form ? "apply" : form.enterSubmits ? "submit form" : "";
  const hint = wrong || (draft.dirty && verb && `Press ${COMMIT_KEYS} to ${verb}`);
  const count = draft.dirty && max_chars && `${draft.text.length}/${max_chars}`;
  return (
    <Field
      props={props}
      id={id}
      hint={[hint, count].filter(Boolean).join(" · ")}
      invalid={Boolean(wrong)}
    >
      <div class="rs-box rs-area" data-height={typeof height === "string" ? height : undefined}>
        <textarea
          id={id}
          ref={field}
          rows={3}
          style={typeof height === "number" ? { height: `${height}px` } : undefined}
          value={draft.text}
          placeholder={props.placeholder ?? undefined}
          maxLength={max_chars || undefined}
          disabled={props.disabled}
          aria-required={props.required || undefined}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onInput={(event) => draft.set(event.currentTarget.value)}
          onBlur={commit}
          onKeyDown={onKeyDown}
        />
      </div>
    </Field>
  );
}

export const kinds = { text_area: TextArea };
