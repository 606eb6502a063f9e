// A list that opens below its field and can be filtered by typing.
import type { JSX } from "preact";
import type { PropsOf } from "../../../contract";
import { useMemo } from "preact/hooks";
import { Icon } from "../../dom/icons";
import { Listbox, nextWith } from "../../dom/listbox";
import { Text, plain } from "../../dom/text";
import { filterOf, useCombobox } from "./combobox";
import { Field } from "./field";
import { OfferText, type Choice } from "./offers";
import { filterLabels } from "../../format/filter";
import type { ElementProps } from "../../view/view";

export function Selectbox({ props, input }: ElementProps<"selectbox">): JSX.Element {
  const { value } = input;
  const labels = useMemo(() => props.options.map(plain), [props.options]);
  const typable = filterOf(props) !== null && !props.disabled;
  const choose = (entry: Choice | null) => {
    list.hide();
    if (entry !== input.value) input.commit(entry);
  };
  const list = useCombobox<Choice>({
    disabled: props.disabled,
    typable,
    spaceOpens: true,
    offer: (typed) => offered(props, labels, typed),
    first: (entries, typed) => (typed ? 0 : entries.indexOf(input.value ?? "")),
    onChoose: choose,
  });
  const { id, open, typed, entries, field } = list;
  const current = typeof value === "string" ? value : (labels[value as number] ?? "");

  const onKeyDown = (event: KeyboardEvent) => {
    const letter = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
    // What is typed takes the place of the chosen option's text.
    if (letter && !typed) field.current!.select();
    if (list.onKey(event)) return;
    if (props.clearable && !typed && ["Backspace", "Delete"].includes(event.key)) choose(null);
    else if (!typable && letter) {
      list.show();
      list.move(Math.max(0, nextWith(event.key, labels, list.at)));
    }
  };

  return (
    <Field props={props} id={id}>
      <div
        class="rs-box rs-select"
        ref={list.box}
        data-open={open || undefined}
        onMouseDown={(event) => {
          // The field keeps the focus while the list is used.
          if (event.target !== field.current) event.preventDefault();
        }}
      >
        {props.icon && <Text text={props.icon} class="rs-glyph" />}
        <input
          {...list.attributes}
          required={props.required}
          value={open && typed ? typed : current}
          data-dim={(open && typable && !typed) || undefined}
          placeholder={props.placeholder ?? hint(props)}
          onClick={() => {
            if (open) return;
            field.current?.select();
            list.show();
          }}
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
            list.toggle();
          }}
        >
          <Icon name="chevron" />
        </span>
        {open && (
          <div class="rs-popup" popover="manual" ref={list.popup}>
            <Listbox
              id={id}
              count={entries.length}
              active={list.at}
              selected={(index) => entries[index] === value}
              draw={(index) => <OfferText offer={entries[index]!} options={props.options} />}
              onChoose={(index) => list.choose(entries[index])}
            />
          </div>
        )}
      </div>
    </Field>
  );
}

/** What the list offers for what is typed: the options that match, and perhaps a new one. */
function offered(props: PropsOf<"selectbox">, labels: string[], typed: string): Choice[] {
  const shown = filterLabels(labels, typed, filterOf(props));
  const text = typed.trim();
  return props.accept_new_options && text && !labels.includes(text) ? [...shown, text] : shown;
}

type Hinted = Pick<PropsOf<"selectbox">, "options" | "accept_new_options">;

function hint({ options, accept_new_options: adds }: Hinted): string {
  if (options.length) return adds ? "Choose or add an option" : "Choose an option";
  return adds ? "Add an option" : "No options to select";
}
