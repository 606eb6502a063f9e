// What a list below a field offers: an option by its place, a new one by its text, or several at once.
import type { JSX } from "preact";
import type { PropsOf } from "../../../contract";
import { Text } from "../../dom/text";
import { filterLabels } from "../../format/filter";
import type { Text as TextProp } from "../../types";

/** An option by its place, or a new one by its text. */
export type Choice = number | string;
/** One of them, or everything that matches. */
export type Offer = Choice | { all: number[] };

type Given<K extends "options" | "filter_mode" | "accept_new_options"> = Pick<PropsOf<"selectbox">, K>;

/** How an element filters its options; null where one cannot type. */
export function filterOf({ filter_mode: mode }: Given<"filter_mode">): "fuzzy" | "contains" | "prefix" | null {
  return mode === "none" ? null : (mode ?? "fuzzy");
}

/** The options that match what is typed and are not taken, and the one that it would add. */
export function matching(
  props: Given<"filter_mode"> & Partial<Given<"accept_new_options">>,
  labels: string[],
  typed: string,
  taken: Set<Choice> = new Set(),
): { known: number[]; added: string[] } {
  const known = filterLabels(labels, typed, filterOf(props)).filter((index) => !taken.has(index));
  const text = typed.trim();
  const isNew = props.accept_new_options && text && !labels.includes(text) && !taken.has(text);
  return { known, added: isNew ? [text] : [] };
}

/** What an empty field says, of "an option" or of "options". */
export function hintOf(props: Given<"options" | "accept_new_options">, what: string): string {
  const adds = props.accept_new_options;
  if (!props.options.length) return adds ? `Add ${what}` : "No options to select";
  return adds ? `Choose or add ${what}` : `Choose ${what}`;
}

/** A field that has nothing to offer, and takes nothing new, is disabled. */
export function unlessEmpty<P extends Given<"options" | "accept_new_options"> & { disabled: boolean }>(props: P): P {
  return props.options.length || props.accept_new_options ? props : { ...props, disabled: true };
}

interface OfferTextProps {
  offer: Offer;
  options: TextProp[];
}

export function OfferText({ offer, options }: OfferTextProps): JSX.Element {
  if (typeof offer === "number") return <Text text={options[offer] || "\u00a0"} />;
  if (typeof offer === "string") return <span>Add “{offer}”</span>;
  return <span class="rs-all">Select all</span>;
}
