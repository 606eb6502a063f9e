// Choice options as chips in a field, the others in a list that opens below it.
import type { JSX } from "preact";
import type { PropsOf } from "../../../contract";
import { useMemo } from "preact/hooks";
import { Icon } from "../../dom/icons";
import { Listbox } from "../../dom/listbox";
import { Text, plain } from "../../dom/text";
import { filterOf, useCombobox } from "./combobox";
import { Field } from "./field";
import { OfferText, type Choice, type Offer } from "./offers";
import { filterLabels } from "../../format/filter";
import type { Text as TextProp } from "../../types";
import type { ElementProps } from "../../view/view";

function Multiselect({ props, input }: ElementProps<"multiselect">): JSX.Element {
  const { options } = props;
  const labels = useMemo(() => options.map(plain), [options]);
  const typable = filterOf(props) !== null && !props.disabled;
  const now = () => input.value ?? [];
  const isFull = () => now().length >= (props.max_selections ?? Infinity);
  const list = useCombobox<Offer>({
    disabled: props.disabled,
    typable,
    offer: (typed) => (isFull() ? [] : entriesOf(props, now(), typed, labels)),
    // Enter after typing chooses the first option, never all of them.
    first: (entries) => entries.findIndex((entry) => typeof entry !== "object"),
    onChoose: (entry) => {
      list.clear();
      input.commit([...now(), ...(typeof entry === "object" ? entry.all : [entry])]);
    },
  });
  const { id, open, typed, entries, field } = list;
  const chosen = now();

  const drop = (part: Choice) => {
    input.commit(now().filter((other) => other !== part));
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (list.onKey(event)) return;
    const last = now().at(-1);
    if (event.key === "Backspace" && !typed && last !== undefined) drop(last);
  };

  return (
    <Field props={props} id={id}>
      <div
        class="rs-box rs-select rs-multi"
        ref={list.box}
        data-open={open || undefined}
        onMouseDown={(event) => {
          // The field keeps the focus while chips and list are used.
          if (event.target === field.current) return;
          event.preventDefault();
          field.current?.focus();
        }}
      >
        <div class="rs-chips" onClick={list.show}>
          {chosen.map((part) => (
            <Chip
              key={part}
              text={labelOf(options, part)}
              disabled={props.disabled}
              onDrop={() => drop(part)}
            />
          ))}
          <input
            {...list.attributes}
            value={typed}
            data-empty={(chosen.length > 0 && !typed) || undefined}
            size={Math.max(1, typed.length)}
            placeholder={chosen.length ? undefined : (props.placeholder ?? hint(props))}
            onKeyDown={onKeyDown}
          />
        </div>
        {chosen.length > 0 && !props.disabled && (
          <button
            type="button"
            class="rs-inner"
            aria-label="Clear all"
            tabIndex={-1}
            onClick={() => input.commit([])}
          >
            <Icon name="close" />
          </button>
        )}
        <span class="rs-inner" onClick={list.toggle}>
          <Icon name="chevron" />
        </span>
        {open && (
          <div class="rs-popup" popover="manual" ref={list.popup}>
            {isFull() ? (
              <div class="rs-nothing">{fullNote(props.max_selections ?? 0)}</div>
            ) : (
              <Listbox
                id={id}
                multiple
                count={entries.length}
                active={list.at}
                selected={() => false}
                draw={(index) => <OfferText offer={entries[index]!} options={options} />}
                onChoose={(index) => list.choose(entries[index])}
              />
            )}
          </div>
        )}
      </div>
    </Field>
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
  const taken = new Set(chosen);
  const left: Offer[] = filterLabels(labels, typed, filterOf(props)).filter((index) => !taken.has(index));
  const text = typed.trim();
  const known = labels.includes(text) || taken.has(text);
  const room = (props.max_selections ?? Infinity) - chosen.length;
  const all = left as number[];
  if (props.select_all && all.length > 1 && all.length <= room) left.unshift({ all: [...all] });
  if (props.accept_new_options && text && !known) left.push(text);
  return left;
}

function labelOf(options: TextProp[], part: Choice): TextProp {
  return typeof part === "number" ? (options[part] ?? "") : part;
}

function hint({ options, accept_new_options: adds }: Pick<Offering, "options" | "accept_new_options">): string {
  if (options.length) return adds ? "Choose or add options" : "Choose options";
  return adds ? "Add options" : "No options to select";
}

function fullNote(max: number): string {
  const count = max === 1 ? "1 option" : `${max} options`;
  return `No more than ${count} can be chosen. Remove one first.`;
}

export const kinds = { multiselect: Multiselect };
