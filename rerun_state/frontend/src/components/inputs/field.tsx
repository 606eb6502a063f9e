// The common frame of inputs: label, help, hint.
import type { ComponentChildren, JSX } from "preact";
import type { Text as TextProp } from "../../types";
import { Help } from "../../dom/tip";
import { Text } from "../../dom/text";

/** What the frame of a field shows. */
export interface Framed {
  label?: TextProp;
  help?: TextProp | undefined;
  label_visibility?: "visible" | "hidden" | "collapsed";
  disabled?: boolean;
}

interface FieldProps {
  props: Framed;
  /** The id of the control. */
  id: string;
  /** The control is several elements: name the group, true or its role, instead of one of them. */
  group?: boolean | "radiogroup";
  /** A short word below the control, such as "Press Enter to apply". */
  hint?: ComponentChildren;
  /** The hint says what is wrong with the entry. */
  invalid?: boolean;
  children: ComponentChildren;
}

export function Field({ props, id, group, hint, invalid, children }: FieldProps): JSX.Element {
  return (
    <div
      class="rs-field"
      data-disabled={props.disabled || undefined}
      role={group === true ? "group" : group || undefined}
      aria-disabled={(group && props.disabled) || undefined}
      aria-labelledby={group ? `${id}-label` : undefined}
    >
      <Label props={props} id={id} group={group} />
      {children}
      {hint && (
        <div
          class="rs-hint"
          id={`${id}-hint`}
          data-invalid={invalid || undefined}
          aria-live="polite"
        >
          {hint}
        </div>
      )}
    </div>
  );
}

interface LabelProps {
  props: Framed;
  id: string;
  group?: FieldProps["group"] | undefined;
}

/** A label that is not to be seen is still there for those who listen. */
function Label({ props, id, group }: LabelProps): JSX.Element {
  const visibility = props.label_visibility ?? "visible";
  const text = <Text text={props.label} class="rs-md" />;
  return (
    <div class="rs-label" data-visibility={visibility}>
      {group ? (
        <span
          id={`${id}-label`}
          onClick={(event) => {
            const field = event.currentTarget.closest(".rs-field")!;
            field.querySelector<HTMLElement>("[role=spinbutton], [role=slider]")?.focus();
          }}
        >
          {text}
        </span>
      ) : (
        <label id={`${id}-label`} for={id}>
          {text}
        </label>
      )}
      {visibility === "visible" && <Help text={props.help} />}
    </div>
  );
}
