// A field with a list below it: what is typed filters the list, the arrow keys move through it, and
// Enter chooses. What is chosen, and what becomes of that, is the control's own.
import { useMemo, useRef } from "preact/hooks";
import { stepTo } from "../../dom/listbox";
import { useNow } from "../../dom/now";
import { usePopup } from "../../dom/popup";
import { plain } from "../../dom/text";
import { useUid } from "../../dom/uid";
import type { PropsOf } from "../../../contract";
import { filterOf } from "./offers";

type Given = Pick<PropsOf<"selectbox">, "options" | "filter_mode" | "disabled">;

interface Behaviour<E> {
  /** The space key opens the list of a field in which one types. */
  spaceOpens?: boolean;
  /** What the list offers for a text. */
  offer(typed: string, labels: string[]): E[];
  /** The entry that the keys begin at. */
  first(entries: E[], typed: string): number;
  onChoose(entry: E): void;
}

interface State {
  open: boolean;
  typed: string;
  /** The entry that the keys are at, once they have moved. */
  active?: number;
}

const CLOSED: State = { open: false, typed: "" };

export type Combobox<E> = ReturnType<typeof useCombobox<E>>;

export function useCombobox<E>(props: Given, behaviour: Behaviour<E>) {
  const { offer, first, onChoose } = behaviour;
  const id = useUid();
  const box = useRef<HTMLDivElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const labels = useMemo(() => props.options.map(plain), [props.options]);
  const typable = filterOf(props) !== null && !props.disabled;
  const state = useNow(CLOSED);
  usePopup(state.value.open, box, popup, { stretch: true });

  const look = () => {
    const { open, typed, active } = state.value;
    const entries = offer(typed, labels);
    const at = Math.max(0, Math.min(active ?? first(entries, typed), entries.length - 1));
    return { open, typed, entries, at };
  };
  const hide = () => state.set(CLOSED);
  const show = () => {
    if (!state.value.open && !props.disabled) state.set({ open: true, typed: "" });
  };
  const acts = {
    hide,
    show,
    toggle: () => (state.value.open ? hide() : show()),
    move: (active: number) => state.set({ ...state.value, active }),
    type: (typed: string) => state.set({ open: true, typed }),
    /** Nothing is typed any more, and the list stays as it is. */
    clear: () => state.set({ open: state.value.open, typed: "" }),
    choose: (entry: E | undefined) => {
      if (entry !== undefined) onChoose(entry);
    },
  };
  const now = look();
  return {
    ...{ id, box, popup, field, labels, typable },
    ...now,
    ...acts,
    /** Do what a key means; return whether it means something. */
    onKey(event: KeyboardEvent): boolean {
      const seen = look();
      const spaces = !typable || (behaviour.spaceOpens === true && !seen.open);
      return onKey(event, seen, acts, spaces);
    },
    /** What the field needs to be known as one with a list. */
    attributes: {
      ...{ id, ref: field, disabled: props.disabled, readOnly: !typable },
      ...ariaOf(id, now, typable),
      autocomplete: "off",
      spellcheck: false,
      onInput: (event: { currentTarget: HTMLInputElement }) => acts.type(event.currentTarget.value),
      onBlur: hide,
    },
  };
}

/** What there is to see, as of now: a second key may come before it is drawn. */
interface Seen<E> {
  open: boolean;
  typed: string;
  entries: E[];
  at: number;
}

interface Acts<E> {
  show(): void;
  hide(): void;
  move(to: number): void;
  choose(entry: E | undefined): void;
}

/** Do what a key means, the space key too if it `spaces`; return whether it means something. */
function onKey<E>(event: KeyboardEvent, seen: Seen<E>, acts: Acts<E>, spaces: boolean): boolean {
  const { open, typed, entries, at } = seen;
  const { key } = event;
  const to = stepTo(key, at, entries.length, typed);
  if (to !== undefined) {
    if (open) acts.move(to);
    else acts.show();
  } else if (key === "Enter" || (key === " " && spaces)) {
    if (open) acts.choose(entries[at]);
    else acts.show();
  } else if (key === "Escape" || key === "Tab") {
    acts.hide();
    // The list alone closes, not a dialog around it; Tab goes on.
    if (!open || key === "Tab") return true;
  } else return false;
  event.preventDefault();
  return true;
}

function ariaOf(id: string, { open, entries, at }: Seen<unknown>, typable: boolean) {
  return {
    role: "combobox" as const,
    "aria-expanded": open,
    "aria-controls": open ? `${id}-list` : undefined,
    "aria-activedescendant": open && entries.length ? `${id}-option-${at}` : undefined,
    "aria-autocomplete": typable ? ("list" as const) : ("none" as const),
  };
}
