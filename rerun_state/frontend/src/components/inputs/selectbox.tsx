// A list that opens below its field and can be filtered by typing.
import type { JSX } from "preact";
import { nextWith } from "../../dom/listbox";
import { Text } from "../../dom/text";
import { useCombobox, type Combobox } from "./combobox";
import { Dropdown } from "./dropdown";
import { hintOf, matching, unlessEmpty, type Choice } from "./offers";
import type { ElementProps } from "../../view/view";

export function Selectbox({ props: given, input }: ElementProps<"selectbox">): JSX.Element {
  const props = unlessEmpty(given);
  const { value } = input;
  const choose = (entry: Choice | null) => {
    list.hide();
    if (entry !== input.value) input.commit(entry);
  };
  const list: Combobox<Choice> = useCombobox<Choice>(props, {
    spaceOpens: true,
    offer: (typed, labels) => {
      const { known, added } = matching(props, labels, typed);
      return [...known, ...added];
    },
    first: (entries, typed) => (typed ? 0 : entries.indexOf(input.value ?? "")),
    onChoose: choose,
  });
  const { open, typed, typable, labels, field } = list;
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
  const onClick = () => {
    if (open) return;
    field.current?.select();
    list.show();
  };

  return (
    <Dropdown
      props={props}
      list={list}
      selected={(entry) => entry === value}
      clear="Clear"
      onClear={props.clearable && value !== null && value !== undefined && (() => choose(null))}
    >
      {props.icon && <Text text={props.icon} class="rs-glyph" />}
      <input
        {...list.attributes}
        required={props.required}
        value={open && typed ? typed : current}
        data-dim={(open && typable && !typed) || undefined}
        placeholder={props.placeholder ?? hintOf(props, "an option")}
        onClick={onClick}
        onKeyDown={onKeyDown}
      />
    </Dropdown>
  );
}
