// A list that opens below its field and can be filtered by typing.
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { Icon } from "../../dom/icons";
import { Listbox, nextWith, stepTo } from "../../dom/listbox";
import { usePopup } from "../../dom/popup";
import { Text, plain } from "../../dom/text";
import { useUid } from "../../dom/uid";
import { Field } from "./field";
import { filterLabels } from "../../format/filter";
import type { Props, Text as TextProp } from "../../types";
import type { ElementProps } from "../../view/view";

export function Selectbox({ props, input }: ElementProps): JSX.Element {
  const id = useUid();
  const box = useRef<HTMLDivElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  usePopup(open, box, popup, { stretch: true });

  const labels = (props.options as TextProp[]).map(plain);
  const { value } = input;
  const current = typeof value === "string" ? value : (labels[value as number] ?? "");
  const mode = props.filter_mode === "none" ? null : (props.filter_mode ?? "fuzzy");
  const shown = filterLabels(labels, typed, mode);
  const isNew = props.accept_new_options && typed.trim() !== "" && !labels.includes(typed.trim());
  const entries: (number | string)[] = isNew ? [...shown, typed.trim()] : shown;
  const typable = mode !== null && !props.disabled;

  const show = () => {
    if (open || props.disabled) return;
    setTyped("");
    setActive(Math.max(0, typeof value === "number" ? value : 0));
    setOpen(true);
  };
  const hide = () => {
    setOpen(false);
    setTyped("");
  };
  const choose = (entry: number | string | null | undefined) => {
    hide();
    if (entry !== undefined && entry !== value) input.commit(entry);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // What is typed takes the place of the chosen option's text.
    if (event.key.length === 1 && !typed && !event.ctrlKey && !event.metaKey) field.current!.select();
    const to = stepTo(event.key, active, entries.length, typed);
    if (to !== undefined) {
      event.preventDefault();
      if (open) setActive(to);
      else show();
    } else if (event.key === "Enter" || (event.key === " " && (!open || !typable))) {
      event.preventDefault();
      if (open) choose(entries[active]);
      else show();
    } else if (event.key === "Escape" || event.key === "Tab") {
      if (open && event.key === "Escape") event.preventDefault();
      hide();
    } else if (props.clearable && !typed && ["Backspace", "Delete"].includes(event.key)) {
      choose(null);
    } else if (!typable && event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      show();
      setActive(Math.max(0, nextWith(event.key, labels, active)));
    }
  };
  const onInput = (text: string) => {
    if (!open) setOpen(true);
    setTyped(text);
    setActive(0);
  };

  return (
    <Field props={props} id={id}>
      <div
        class="rs-box rs-select"
        ref={box}
        data-open={open || undefined}
        onMouseDown={(event) => {
          // The field keeps the focus while the list is used.
          if (event.target !== field.current) event.preventDefault();
        }}
      >
        {props.icon && <Text text={props.icon} class="rs-glyph" />}
        <input
          id={id}
          ref={field}
          role="combobox"
          autocomplete="off"
          spellcheck={false}
          aria-expanded={open}
          aria-controls={open ? `${id}-list` : undefined}
          aria-activedescendant={open && entries.length ? `${id}-option-${active}` : undefined}
          aria-autocomplete={typable ? "list" : "none"}
          readOnly={!typable}
          required={props.required}
          disabled={props.disabled}
          value={open && typed ? typed : current}
          data-dim={(open && typable && !typed) || undefined}
          placeholder={props.placeholder ?? hint(props)}
          onClick={() => {
            if (open) return;
            field.current?.select();
            show();
          }}
          onInput={(event) => onInput(event.currentTarget.value)}
          onBlur={hide}
          onKeyDown={onKeyDown}
        />
        {props.clearable && value !== null && value !== undefined && !props.disabled && (
          <button
            type="button"
            class="rs-inner"
            aria-label="Clear"
            tabIndex={-1}
            onClick={() => choose(null)}
          >
            <Icon name="close" />
          </button>
        )}
        <span
          class="rs-inner"
          onClick={() => {
            field.current?.focus();
            open ? hide() : show();
          }}
        >
          <Icon name="chevron" />
        </span>
        {open && (
          <div class="rs-popup" popover="manual" ref={popup}>
            <Listbox
              id={id}
              count={entries.length}
              active={active}
              selected={(index) => entries[index] === value}
              draw={(index) => <Entry entry={entries[index]!} options={props.options} />}
              onChoose={(index) => choose(entries[index])}
            />
          </div>
        )}
      </div>
    </Field>
  );
}

function Entry({ entry, options }: { entry: number | string; options: TextProp[] }): JSX.Element {
  if (typeof entry === "number") return <Text text={options[entry] || "\u00a0"} />;
  return <span>Add “{entry}”</span>;
}

function hint({ options, accept_new_options: more }: Props): string {
  if (options.length) return more ? "Choose or add an option" : "Choose an option";
  return more ? "Add an option" : "No options to select";
}
