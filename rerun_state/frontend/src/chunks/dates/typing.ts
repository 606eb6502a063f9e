// What is being typed into the segments of a field: a draft until Enter, or until the focus leaves
// the field. Nothing else may take it away, and one that is not whole goes back to what was.
import { useRef } from "preact/hooks";
import { useNow } from "../../dom/now";
import { isoOf, partsOf, type Part, type Parts, type Piece } from "./parts";

export interface Typing {
  readonly dirty: boolean;
  parts(index: number): Parts;
  /** The digits typed so far into a part. */
  digits: { current: string };
  set(index: number, part: Part, value: number | undefined): void;
  fill(index: number, parts: Parts): void;
  drop(): void;
  /** Hand over what is typed; false if it is not accepted. */
  finish(): boolean;
}

/** `take` says what is wrong with the texts, one for each group of segments; "" accepts them. */
export function useTyping(
  pieces: Piece[],
  values: string[],
  take: (texts: string[]) => string,
): Typing {
  const draft = useNow<Parts[] | undefined>(undefined);
  const digits = useRef("");
  const all = () => draft.value ?? values.map(partsOf);
  const fill = (index: number, parts: Parts) =>
    draft.set(all().map((before, at) => (at === index ? parts : before)));
  return {
    get dirty() {
      return draft.value !== undefined;
    },
    digits,
    parts: (index) => all()[index]!,
    fill,
    set(index, part, value) {
      const { [part]: _, ...rest } = all()[index]!;
      fill(index, value === undefined ? rest : { ...rest, [part]: value });
    },
    drop: () => draft.set(undefined),
    finish() {
      digits.current = "";
      if (!draft.value) return true;
      const texts = draft.value.map((parts, index) => isoOf(parts, pieces) ?? values[index]!);
      if (take(texts)) return false;
      draft.set(undefined);
      return true;
    },
  };
}
