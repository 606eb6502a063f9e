// Choose options as chips in a field, the others in a list that opens below it.
import type { JSX } from "preact";
import type { PropsOf } from "../../../contract";
import { Icon } from "../../dom/icons";
import { Text, plain } from "../../dom/text";
import { useCombobox, type Combobox } from "./combobox";
import { Dropdown } from "./dropdown";
import { hintOf, matching, unlessEmpty, type Choice, type Offer } from "./offers";
import type { Text as TextProp } from "../../types";
import type { ElementProps } from "../../view/view";

function Multiselect({ props: given, input }: ElementProps<"multiselect">): JSX.Element {
  const props = unlessEmpty(given);
  const now = () => input.value ?? [];
  const isFull = () => now().length >= (props.max_selections ?? Infinity);
  const list: Combobox<Offer> = useCombobox<Offer>(props, {
    offer: (typed, labels) => (isFull() ? [] : entriesOf(props, now(), typed, labels)),
    // Enter after typing chooses the first option, never all of them.
    first: (entries) => entries.findIndex((entry) => typeof entry !== "object"),
    onChoose: (entry) => {
      list.clear();
      input.commit([...now(), ...(typeof entry === "object" ? entry.all : [entry])]);
    },
  });
  const { typed } = list;
  const chosen = now();

  const drop = (part: Choice) => {
    input.commit(now().filter((other) => other !== part));
    list.field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (list.onKey(event)) return;
    const last = now().at(-1);
    if (event.key === "Backspace" && !typed && last !== undefined) drop(last);
  };

  return (
    <Dropdown
      props={props}
      list={list}
      multiple
      selected={() => false}
      note={isFull() ? fullNote(props.max_selections ?? 0) : undefined}
      clear="Clear all"
      onClear={chosen.length > 0 && (() => input.commit([]))}
    >
      <div class="rs-chips" onClick={list.show}>
        {chosen.map((part) => (
          <Chip
            key={part}
            text={typeof part === "number" ? (props.options[part] ?? "") : part}
            disabled={props.disabled}
            onDrop={() => drop(part)}
          />
        ))}
        <input
          {...list.attributes}
          value={typed}
          data-empty={(chosen.length > 0 && !typed) || undefined}
          size={Math.max(1, typed.length)}
          placeholder={chosen.length ? undefined : (props.placeholder ?? hintOf(props, "options"))}
          onKeyDown={onKeyDown}
        />
      </div>
    </Dropdown>
  );
}

interface ChipProps {
  text: TextProp;
  disabled: boolean;
  onDrop(): void;
}

function Chip({ text, disabled, onDrop }: ChipProps): JSX.Element {
  return (
    <span class="rs-chip">
      <Text text={text} />
      {!disabled && (
        <button
          type="button"
          aria-label={`Remove ${plain(text)}`}
          tabIndex={-1}
          onClick={(event) => {
            event.stopPropagation();
            onDrop();
          }}
        >
          <Icon name="close" />
        </button>
      )}
    </span>
  );
}

type Offering = Pick<PropsOf<"multiselect">, "options" | "filter_mode" | "max_selections"> &
  Partial<Pick<PropsOf<"multiselect">, "select_all" | "accept_new_options">>;

/** What the list offers for what is typed: the options that are left, first all of them at once. */
export function entriesOf(
  props: Offering,
  chosen: Choice[],
  typed: string,
  labels = props.options.map(plain),
): Offer[] {
  const { known, added } = matching(props, labels, typed, new Set(chosen));
  const room = (props.max_selections ?? Infinity) - chosen.length;
  const atOnce = props.select_all && known.length > 1 && known.length <= room;
  return [...(atOnce ? [{ all: known }] : []), ...known, ...added];
}

function fullNote(max: number): string {
  const count = max === 1 ? "1 option" : `${max} options`;
  return `No more than ${count} can be chosen. Remove one first.`;
}

export const kinds = { multiselect: Multiselect };
