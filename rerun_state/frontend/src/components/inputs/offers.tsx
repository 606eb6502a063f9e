// What a list below a field offers: an option by its place, a new one by its text, or several at once.
import type { JSX } from "preact";
import { Text } from "../../dom/text";
import type { Text as TextProp } from "../../types";

/** An option by its place, or a new one by its text. */
export type Choice = number | string;
/** One of them, or everything that matches. */
export type Offer = Choice | { all: number[] };

interface OfferTextProps {
  offer: Offer;
  options: TextProp[];
}

export function OfferText({ offer, options }: OfferTextProps): JSX.Element {
  if (typeof offer === "number") return <Text text={options[offer] || "\u00a0"} />;
  if (typeof offer === "string") return <span>Add “{offer}”</span>;
  return <span class="rs-all">Select all</span>;
}
