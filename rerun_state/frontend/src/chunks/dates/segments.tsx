// The parts of a date or a time as spinbuttons in a row: typed digit by digit, stepped by arrows.
//
// They can be edited, in the browser's sense, so that a phone shows its digits; what an editor would
// do to their text is never let through.
import type { JSX } from "preact";
import { nowHere } from "./days";
import {
  boundsOf,
  isoOf,
  leapt,
  NAMES,
  partsOf,
  pasted,
  placeholder,
  shownPart,
  stepped,
  typed,
  type Part,
  type Piece,
} from "./parts";
import type { Typing } from "./typing";

interface SegmentsProps {
  typing: Typing;
  /** Which group of segments this is, and what it is called. */
  index?: number;
  name: string;
  /** It is one of several, and not named by the field. */
  several?: boolean;
  pieces: Piece[];
  /** How many seconds the arrows lead, from one multiple to the next. */
  step?: number | undefined;
  disabled?: boolean | undefined;
  required?: boolean | undefined;
  invalid?: boolean | undefined;
}

export function Segments(props: SegmentsProps): JSX.Element {
  return (
    <span
      class="rs-segments"
      role={props.several ? "group" : undefined}
      aria-label={props.several ? props.name : undefined}
    >
      {props.pieces.map((piece, at) =>
        piece.part ? (
          <Segment key={at} {...props} piece={piece} part={piece.part} />
        ) : (
          <span key={at} class="rs-between" aria-hidden="true">
            {piece.text}
          </span>
        ),
      )}
    </span>
  );
}

/** Move the focus to a neighbour, in this group or in the next one of the field. */
function moveOn(el: HTMLElement, by: number): void {
  const all = [...el.closest(".rs-date")!.querySelectorAll<HTMLElement>("[role=spinbutton]")];
  all[all.indexOf(el) + by]?.focus();
}

type SegmentProps = SegmentsProps & { piece: Piece; part: Part };

function Segment(props: SegmentProps): JSX.Element {
  const { typing, part, piece, index = 0, disabled } = props;
  const parts = typing.parts(index);
  const value = parts[part];
  const [least, most] = boundsOf(part, parts);
  const text = value === undefined ? placeholder(piece) : shownPart(part, value);
  const month = part === "month" && value !== undefined ? `${text} – ${monthName(value)}` : text;
  const { erase, insert, onKey } = editing(props);

  return (
    <span
      class="rs-segment"
      role="spinbutton"
      aria-label={`${NAMES[part]}, ${props.name}`}
      aria-valuenow={value}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuetext={value === undefined ? "Empty" : month}
      aria-disabled={disabled}
      aria-invalid={props.invalid || undefined}
      aria-required={props.required || undefined}
      data-part={part}
      data-empty={value === undefined || undefined}
      contentEditable={!disabled}
      inputMode={part === "half" ? "text" : "numeric"}
      enterkeyhint="next"
      spellcheck={false}
      tabIndex={disabled ? -1 : 0}
      onFocus={(event) => {
        typing.digits.current = "";
        getSelection()?.selectAllChildren(event.currentTarget);
      }}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (onKey(event.key, event.currentTarget)) event.preventDefault();
      }}
      onBeforeInput={(event) => {
        event.preventDefault();
        const { inputType, data } = event as InputEvent;
        if (inputType.startsWith("delete")) erase(event.currentTarget);
        else if (data) insert(data, event.currentTarget);
      }}
      onPaste={(event) => {
        event.preventDefault();
        insert(event.clipboardData?.getData("text/plain") ?? "", event.currentTarget);
      }}
      onDrop={(event) => event.preventDefault()}
    >
      {text}
    </span>
  );
}

/** What letters and keys do to a segment, and to where the focus is. */
function editing({ typing, part, pieces, step, index = 0 }: SegmentProps) {
  const { digits } = typing;
  const parts = typing.parts(index);
  const value = parts[part];
  const [least] = boundsOf(part, parts);
  const put = (next: number | undefined) => typing.set(index, part, next);

  const type = (letter: string, el: HTMLElement) => {
    if (part === "half" && /[ap]/i.test(letter)) {
      put(letter.toLowerCase() === "p" ? 1 : 0);
      return moveOn(el, 1);
    }
    if (!/\d/.test(letter)) {
      // The sign between two parts leads to the next one.
      if (/[/.:, -]/.test(letter) && digits.current) moveOn(el, 1);
      return;
    }
    if (part === "half") return;
    const now = typed(part, digits.current, letter);
    digits.current = now.text;
    if (Number(now.text) >= least) put(Number(now.text));
    if (now.whole) moveOn(el, 1);
  };
  const erase = (el: HTMLElement) => {
    if (value === undefined) return moveOn(el, -1);
    const shorter = part === "half" ? "" : (digits.current || String(value)).slice(0, -1);
    digits.current = shorter;
    put(Number(shorter) >= least ? Number(shorter) : undefined);
  };
  return {
    erase,
    insert(data: string, el: HTMLElement): void {
      const whole = data.length > 1 ? pasted(data, pieces) : undefined;
      if (whole) typing.fill(index, whole);
      else for (const letter of data) type(letter, el);
    },
    /** Do what a key means; return whether it means something. */
    onKey(key: string, el: HTMLElement): boolean {
      const leap = step && leapt(part, key, isoOf(parts, pieces), step);
      const next = stepped(part, key, parts, partsOf(nowHere()));
      if (next !== undefined) digits.current = "";
      if (leap) typing.fill(index, leap);
      else if (next !== undefined) put(next);
      else if (key === "ArrowLeft") moveOn(el, -1);
      else if (key === "ArrowRight") moveOn(el, 1);
      else if (key === "Backspace" || key === "Delete") erase(el);
      else return false;
      return true;
    },
  };
}

const monthName = (month: number) =>
  new Intl.DateTimeFormat(undefined, { month: "long", timeZone: "UTC" }).format(
    Date.UTC(2000, month - 1, 1),
  );
