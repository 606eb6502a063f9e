// The box of a field with a list below it: what stands in it, a cross, a chevron, and the list.
import type { ComponentChildren, JSX } from "preact";
import { Icon } from "../../dom/icons";
import { Listbox } from "../../dom/listbox";
import type { Text as TextProp } from "../../types";
import type { Combobox } from "./combobox";
import { Field, type Framed } from "./field";
import { OfferText, type Offer } from "./offers";

interface DropdownProps<E extends Offer> {
  props: Framed & { options: TextProp[] };
  list: Combobox<E>;
  multiple?: boolean;
  selected(entry: E): boolean;
  /** What the list says instead of what it offers. */
  note?: string | undefined;
  /** The name of the cross, and what it does, while there is something to clear. */
  clear: string;
  onClear: (() => void) | false;
  children: ComponentChildren;
}

export function Dropdown<E extends Offer>(given: DropdownProps<E>): JSX.Element {
  const { props, list, multiple } = given;
  const { field, open } = list;
  return (
    <Field props={props} id={list.id}>
      <div
        class={`rs-box rs-select${multiple ? " rs-multi" : ""}`}
        ref={list.box}
        data-open={open || undefined}
        onMouseDown={(event) => {
          // The field keeps the focus while the rest is used.
          if (event.target === field.current) return;
          event.preventDefault();
          field.current?.focus();
        }}
      >
        {given.children}
        {given.onClear && !props.disabled && (
          <button
            type="button"
            class="rs-inner"
            aria-label={given.clear}
            tabIndex={-1}
            onClick={given.onClear}
          >
            <Icon name="close" />
          </button>
        )}
        <span class="rs-inner" onClick={list.toggle}>
          <Icon name="chevron" />
        </span>
        {open && (
          <div class="rs-popup" popover="manual" ref={list.popup}>
            {given.note ? <div class="rs-nothing">{given.note}</div> : <Offers {...given} />}
          </div>
        )}
      </div>
    </Field>
  );
}

function Offers<E extends Offer>({ props, list, multiple, selected }: DropdownProps<E>): JSX.Element {
  const { entries } = list;
  return (
    <Listbox
      id={list.id}
      multiple={multiple ?? false}
      count={entries.length}
      active={list.at}
      selected={(index) => selected(entries[index]!)}
      draw={(index) => <OfferText offer={entries[index]!} options={props.options} />}
      onChoose={(index) => list.choose(entries[index])}
    />
  );
}
