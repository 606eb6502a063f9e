// Typed text of several lines.
import type { JSX } from "preact";
import { useContentHeight } from "../../dom/content";
import { COMMIT_KEYS } from "../../dom/shortcut";
import { Field } from "./field";
import { draftHint } from "./form";
import { useWriting } from "./writing";
import type { ElementProps } from "../../view/view";

function TextArea({ props, input }: ElementProps<"text_area">): JSX.Element {
  const writing = useWriting<HTMLTextAreaElement>({ props, input }, (form) =>
    draftHint(form, COMMIT_KEYS),
  );
  const { draft, form, commit } = writing;
  const { height } = props;
  useContentHeight(writing.attributes.ref, draft.text, height === "content");
  const onKeyDown = (event: KeyboardEvent) => {
    draft.undo(event);
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (commit() && form?.enterSubmits) form.submit();
  };
  return (
    <Field {...writing.frame}>
      <div
        class="rs-box rs-area"
        data-height={typeof height === "string" ? height : undefined}
        style={typeof height === "number" ? { "--rs-height": `${height}px` } : undefined}
      >
        <textarea
          {...writing.attributes}
          rows={3}
          onInput={(event) => draft.set(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
    </Field>
  );
}

export const kinds = { text_area: TextArea };
