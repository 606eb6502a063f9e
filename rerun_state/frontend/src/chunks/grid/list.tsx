// The list that changes a cell of options, over the page: one is chosen, or several are ticked.
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Json } from "../../../contract/schema";
import { Icon } from "../../dom/icons";
import { Listbox, stepTo } from "../../dom/listbox";
import { usePopup } from "../../dom/popup";
import { useUid } from "../../dom/uid";
import { filterLabels } from "../../format/filter";
import { parseList } from "../data/format";
import { kindOf } from "./cell";
import { taken, useLeaving, type EditorProps, type Move } from "./editing";
import type { Options } from "./options";

interface ListProps extends EditorProps {
  options: Options;
}

/** Stands in the list for no option at all. */
const NONE = -1;

export function ListEditor(props: ListProps): JSX.Element {
  const { column, value, options } = props;
  const id = useUid();
  const field = useRef<HTMLInputElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const { values, labels } = options;
  const list = useList(props);
  const { many, entries, at, isOn } = list;
  usePopup(true, field, popup, { stretch: true });
  useLayoutEffect(() => field.current!.focus(), []);
  const chosen = labels[values.indexOf(value)];
  return (
    <span onMouseDown={(event) => event.target !== field.current && event.preventDefault()}>
      <input
        ref={field}
        id={id}
        class="rs-cell-entry"
        role="combobox"
        autocomplete="off"
        aria-label={`Edit ${column.name}`}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={entries.length ? `${id}-option-${at}` : undefined}
        placeholder={many ? list.ticked.map((v) => labels[values.indexOf(v)] ?? v).join(", ") : chosen}
        value={list.query}
        onInput={(event) => list.find(event.currentTarget.value)}
        onBlur={() => list.leave("leave")}
        onKeyDown={list.onKeyDown}
      />
      <div class="rs-popup" popover="manual" ref={popup}>
        <Listbox
          id={id}
          name={column.name}
          multiple={many}
          count={entries.length}
          active={at}
          selected={(index) => isOn(entries[index]!)}
          draw={(index) => <Option text={labels[entries[index]!]} ticked={many ? isOn(entries[index]!) : null} />}
          onChoose={(index) => list.choose(entries[index])}
        />
      </div>
    </span>
  );
}

/** Which options are offered, where one is among them, and what is chosen or ticked. */
function useList({ column, value, open, options: { values, labels }, onDone, onCancel }: ListProps) {
  const over = useRef(false);
  const many = kindOf(column) === "multiselect";
  const [before] = useState(() => taken(open));
  const [query, setQuery] = useState(before?.text ?? open.typed ?? "");
  const [ticked, setTicked] = useState<Json[]>(before?.ticked ?? (many ? parseList(value) : []));
  useLeaving(open, over, () => ({ text: query, was: null, ticked, value: many ? ticked : undefined }));
  const none = !many && !query && !column.head.config?.required;
  const entries = [...(none ? [NONE] : []), ...filterLabels(labels, query)];
  const [at, setAt] = useState(many || query ? 0 : Math.max(0, entries.indexOf(values.indexOf(value))));

  const end = (act: () => void) => {
    if (over.current) return;
    over.current = true;
    act();
  };
  const leave = (move: Move) =>
    end(() => (many ? onDone(ticked, move) : onDone(undefined, move)));
  const choose = (entry: number | undefined) => {
    if (entry === undefined) return;
    const chosen = values[entry] ?? null;
    if (!many) return end(() => onDone(chosen, "stay"));
    setTicked(ticked.includes(chosen) ? ticked.filter((v) => v !== chosen) : [...ticked, chosen]);
  };
  return {
    ...{ many, query, ticked, entries, at, leave, choose },
    isOn: (entry: number) =>
      many ? ticked.includes(values[entry] ?? null) : entry === values.indexOf(value),
    find(text: string) {
      setQuery(text);
      setAt(0);
    },
    onKeyDown(event: KeyboardEvent) {
      event.stopPropagation();
      const to = stepTo(event.key, at, entries.length, query);
      if (to !== undefined) setAt(to);
      else if (event.key === "Enter") choose(entries[at]);
      else if (event.key === "Tab") leave("right");
      else if (event.key === "Escape") end(onCancel);
      else return;
      event.preventDefault();
    },
  };
}

interface OptionProps {
  text: string | undefined;
  /** null where one option is chosen, not ticked. */
  ticked: boolean | null;
}

function Option({ text, ticked }: OptionProps): JSX.Element {
  return (
    <>
      {ticked !== null && (
        <span class="rs-cell-box" data-on={ticked || undefined}>
          {ticked && <Icon name="check" />}
        </span>
      )}
      <span class={text === undefined ? "rs-missing" : undefined}>{text ?? "None"}</span>
    </>
  );
}
