// A field with a list below it: what is typed filters the list, the arrow keys move through it, and
// Enter chooses. What is chosen, and what becomes of that, is the control's own.
import { useRef } from "preact/hooks";
import { stepTo } from "../../dom/listbox";
import { useNow } from "../../dom/now";
import { usePopup } from "../../dom/popup";
import { useUid } from "../../dom/uid";
import type { PropsOf } from "../../../contract";

interface Behaviour<E> {
  disabled: boolean;
  /** May one type in the field? */
  typable: boolean;
  /** The space key opens the list of a field in which one types. */
  spaceOpens?: boolean;
  /** What the list offers for a text. */
  offer(typed: string): E[];
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

type Filtered = Pick<PropsOf<"selectbox">, "filter_mode">;

/** How an element filters its options; null where one cannot type. */
export function filterOf({ filter_mode: mode }: Filtered): "fuzzy" | "contains" | "prefix" | null {
  return mode === "none" ? null : (mode ?? "fuzzy");
}

export function useCombobox<E>(behaviour: Behaviour<E>) {
  const { disabled, typable, spaceOpens, offer, first, onChoose } = behaviour;
  const id = useUid();
  const box = useRef<HTMLDivElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const state = useNow(CLOSED);
  usePopup(state.value.open, box, popup, { stretch: true });

  const look = () => {
    const { typed, active } = state.value;
    const entries = offer(typed);
    const at = Math.max(0, Math.min(active ?? first(entries, typed), entries.length - 1));
    return { entries, at };
  };
  const show = () => {
    if (!state.value.open && !disabled) state.set({ open: true, typed: "" });
  };
  const hide = () => state.set(CLOSED);
  const move = (active: number) => state.set({ ...state.value, active });
  const choose = (entry: E | undefined) => {
    if (entry !== undefined) onChoose(entry);
  };
  /** Do what a key means; return whether it means something. */
  const onKey = (event: KeyboardEvent): boolean => {
    const { open, typed } = state.value;
    const { entries, at } = look();
    const to = stepTo(event.key, at, entries.length, typed);
    if (to !== undefined) {
      if (open) move(to);
      else show();
    } else if (event.key === "Enter" || (event.key === " " && (!typable || (spaceOpens && !open)))) {
      if (open) choose(entries[at]);
      else show();
    } else if (event.key === "Escape" || event.key === "Tab") {
      hide();
      // The list alone closes, not a dialog around it; Tab goes on.
      if (!open || event.key === "Tab") return true;
    } else return false;
    event.preventDefault();
    return true;
  };

  const { open, typed } = state.value;
  const { entries, at } = look();
  return {
    id,
    box,
    popup,
    field,
    open,
    typed,
    entries,
    at,
    show,
    hide,
    move,
    choose,
    onKey,
    toggle: () => (state.value.open ? hide() : show()),
    /** Nothing is typed any more, and the list stays as it is. */
    clear: () => state.set({ open: state.value.open, typed: "" }),
    /** What the field needs to be known as one with a list. */
    attributes: {
      id,
      ref: field,
      role: "combobox" as const,
      autocomplete: "off",
      spellcheck: false,
      "aria-expanded": open,
      "aria-controls": open ? `${id}-list` : undefined,
      "aria-activedescendant": open && entries.length ? `${id}-option-${at}` : undefined,
      "aria-autocomplete": typable ? ("list" as const) : ("none" as const),
      readOnly: !typable,
      disabled,
      onInput: (event: { currentTarget: HTMLInputElement }) =>
        state.set({ open: true, typed: event.currentTarget.value }),
      onBlur: hide,
    },
  };
}
