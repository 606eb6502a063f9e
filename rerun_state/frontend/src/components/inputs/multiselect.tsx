// Chosen options as chips in a field, the others in a list that opens below it.
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { Icon } from "../../dom/icons";
import { Listbox, stepTo } from "../../dom/listbox";
import { usePopup } from "../../dom/popup";
import { Text, plain } from "../../dom/text";
import { useUid } from "../../dom/uid";
import { Field } from "./field";
import { filterLabels } from "../../format/filter";
import type { Props, Text as TextProp } from "../../types";
import type { ElementProps } from "../../view/view";

/** An option by its place, or a new one by its text. */
type Chosen = number | string;
/** What the list offers: an option, a new one, or everything that matches. */
type Entry = Chosen | { all: number[] };

export function Multiselect({ props, input }: ElementProps): JSX.Element {
  const id = useUid();
  const box = useRef<HTMLDivElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState<number>();
  usePopup(open, box, popup, { stretch: true });

  const options = props.options as TextProp[];
  const chosen = (input.value ?? []) as Chosen[];
  const full = props.max_selections !== undefined && chosen.length >= props.max_selections;
  const entries = full ? [] : entriesOf(props, chosen, typed);
  const typable = props.filter_mode !== "none" && !props.disabled;
  // Enter after typing chooses the first option, never all of them.
  const first = entries.findIndex((entry) => typeof entry !== "object");
  const at = Math.max(0, Math.min(active ?? first, entries.length - 1));

  const show = () => {
    if (open || props.disabled) return;
    setActive(undefined);
    setOpen(true);
  };
  const hide = () => {
    setOpen(false);
    setTyped("");
  };
  const choose = (entry: Entry | undefined) => {
    if (entry === undefined) return;
    setTyped("");
    input.commit([...chosen, ...(typeof entry === "object" ? entry.all : [entry])]);
  };
  const drop = (index: number) => {
    input.commit(chosen.filter((_, i) => i !== index));
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = stepTo(event.key, at, entries.length, typed);
    if (to !== undefined) {
      event.preventDefault();
      if (open) setActive(to);
      else show();
    } else if (event.key === "Enter" || (event.key === " " && !typable)) {
      event.preventDefault();
      if (open) choose(entries[at]);
      else show();
    } else if (event.key === "Escape" || event.key === "Tab") {
      if (open && event.key === "Escape") event.preventDefault();
      hide();
    } else if (event.key === "Backspace" && !typed && chosen.length) drop(chosen.length - 1);
  };

  return (
    <Field props={props} id={id}>
      <div
        class="rs-box rs-select rs-multi"
        ref={box}
        data-open={open || undefined}
        onMouseDown={(event) => {
          // The field keeps the focus while chips and list are used.
          if (event.target === field.current) return;
          event.preventDefault();
          field.current?.focus();
        }}
      >
        <div class="rs-chips" onClick={show}>
          {chosen.map((part, index) => (
            <Chip
              key={part}
              text={labelOf(options, part)}
              disabled={props.disabled}
              onDrop={() => drop(index)}
            />
          ))}
          <input
            id={id}
            ref={field}
            role="combobox"
            autocomplete="off"
            spellcheck={false}
            aria-expanded={open}
            aria-controls={open ? `${id}-list` : undefined}
            aria-activedescendant={open && entries.length ? `${id}-option-${at}` : undefined}
            aria-autocomplete={typable ? "list" : "none"}
            readOnly={!typable}
            disabled={props.disabled}
            value={typed}
            size={Math.max(1, typed.length)}
            placeholder={chosen.length ? undefined : (props.placeholder ?? hint(props))}
            onInput={(event) => {
              setTyped(event.currentTarget.value);
              setActive(undefined);
              setOpen(true);
            }}
            onBlur={hide}
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
        <span class="rs-inner" onClick={() => (open ? hide() : show())}>
          <Icon name="chevron" />
        </span>
        {open && (
          <div class="rs-popup" popover="manual" ref={popup}>
            {full ? (
              <div class="rs-nothing">{fullNote(props.max_selections)}</div>
            ) : (
              <Listbox
                id={id}
                multiple
                count={entries.length}
                active={at}
                selected={() => false}
                draw={(index) => <EntryText entry={entries[index]!} options={options} />}
                onChoose={(index) => choose(entries[index])}
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

function EntryText({ entry, options }: { entry: Entry; options: TextProp[] }): JSX.Element {
  if (typeof entry === "number") return <Text text={options[entry] || "\u00a0"} />;
  if (typeof entry === "string") return <span>Add “{entry}”</span>;
  return <span class="rs-all">Select all</span>;
}

/** What the list offers for what is typed: the options that are left, first all of them at once. */
export function entriesOf(props: Props, chosen: Chosen[], typed: string): Entry[] {
  const labels = (props.options as TextProp[]).map(plain);
  const mode = props.filter_mode === "none" ? null : (props.filter_mode ?? "fuzzy");
  const taken = new Set(chosen);
  const left: Entry[] = filterLabels(labels, typed, mode).filter((index) => !taken.has(index));
  const text = typed.trim();
  const known = labels.includes(text) || taken.has(text);
  const room = (props.max_selections ?? Infinity) - chosen.length;
  const all = left as number[];
  if (props.select_all && all.length > 1 && all.length <= room) left.unshift({ all: [...all] });
  if (props.accept_new_options && text && !known) left.push(text);
  return left;
}

function labelOf(options: TextProp[], part: Chosen): TextProp {
  return typeof part === "number" ? (options[part] ?? "") : part;
}

function hint({ options, accept_new_options: more }: Props): string {
  if (options.length) return more ? "Choose or add options" : "Choose options";
  return more ? "Add options" : "No options to select";
}

function fullNote(max: number): string {
  const count = max === 1 ? "1 option" : `${max} options`;
  return `No more than ${count} can be chosen. Remove one first.`;
}

export const kinds = { multiselect: Multiselect };
