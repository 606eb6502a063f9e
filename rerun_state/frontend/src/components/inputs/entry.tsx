// Typed text.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { PropsOf } from "../../../contract";
import { Icon } from "../../dom/icons";
import { Text } from "../../dom/text";
import { Field } from "./field";
import { draftHint } from "./form";
import { useWriting } from "./writing";
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
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [seen, setSeen] = useState(false);
  const { type, icon } = props;
  // In milliseconds; 0 sends every change at once.
  const pause: number | null = props.live ?? null;
  const writing = useWriting<HTMLInputElement>({ props, input }, (form) =>
    pause === null ? draftHint(form) : undefined,
  );
  const { draft, form } = writing;

  useEffect(() => () => clearTimeout(timer.current), []);

  const commit = () => {
    clearTimeout(timer.current);
    return writing.commit();
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
  return (
    <Field {...writing.frame}>
      <div class="rs-box">
        {icon && <Text text={icon} class="rs-glyph" />}
        <input
          {...writing.attributes}
          type={(type === "password" && seen ? "text" : HTML_TYPES[type]) as "text"}
          inputMode={type === "email" || type === "url" ? type : undefined}
          autocomplete={props.autocomplete || "off"}
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

export const kinds = { text_input: TextInput };
