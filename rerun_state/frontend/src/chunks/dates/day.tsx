// A date, or a range of dates in one calendar.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Field } from "../../components/inputs/field";
import { plain } from "../../dom/text";
import { useUid } from "../../dom/uid";
import type { ElementProps } from "../../view/view";
import { Box } from "./box";
import { Calendar } from "./calendar";
import { isoOf, piecesOf, shown, type Piece } from "./parts";
import { Segments } from "./segments";
import { useTyping } from "./typing";

/** What is wrong with a value between bounds; nothing if it lies there. */
export function outside(
  iso: string,
  { min, max }: { min?: string | null; max?: string | null },
  show: (iso: string) => string,
): string {
  if (iso && min && iso < min) return `Must not be before ${show(min)}`;
  return iso && max && iso > max ? `Must not be after ${show(max)}` : "";
}

type Days = ElementProps<"date_input">;

/** The days that are chosen, and those that one types; `problem` is what is wrong with the latter. */
function useDays({ props, input }: Days, pieces: Piece[]) {
  const [problem, setProblem] = useState("");
  const chosen = () => [input.value ?? []].flat() as string[];
  const commit = (days: string[]) => {
    setProblem("");
    if (days.length > 1 && days[0]! > days[1]!) days.reverse();
    if (days.join() !== chosen().join()) input.commit(days);
  };
  const take = (texts: string[]) => {
    const wrong = texts.map((iso) => outside(iso, props, (day) => shown(day, pieces)));
    const problem = wrong.find(Boolean) ?? "";
    setProblem(problem);
    // Of a range the end may be taken away; without its beginning there is nothing.
    if (!problem && (texts[0] || (props.clearable && !texts[1]))) commit(texts.filter(Boolean));
    return problem;
  };
  const values = chosen();
  const typing = useTyping(pieces, props.range ? [values[0] ?? "", values[1] ?? ""] : [values[0] ?? ""], take);
  const set = (days: string[]) => {
    typing.drop();
    commit(days);
  };
  return { problem, chosen, typing, set };
}

export function DateInput({ props, input, ...rest }: Days): JSX.Element {
  const id = useUid();
  const pieces = piecesOf(props.format ?? "YYYY/MM/DD");
  const { range } = props;
  const label = plain(props.label ?? "");
  const { problem, chosen, typing, set } = useDays({ props, input, ...rest }, pieces);
  const values = chosen();
  const typed = (range ? [0, 1] : [0]).map((index) => isoOf(typing.parts(index), pieces));

  const choose = (day: string, close: () => void) => {
    const end = range && chosen().length === 1;
    set(end ? [chosen()[0]!, day] : [day]);
    if (end || !range) close();
  };
  const calendar = (close: () => void) => (
    <Calendar
      name={label}
      chosen={typed.filter((iso): iso is string => Boolean(iso))}
      begun={range && values.length === 1}
      range={range}
      min={props.min}
      max={props.max}
      onChoose={(day) => choose(day, close)}
      onPreset={(days) => {
        set(days);
        close();
      }}
    />
  );
  const shared = {
    typing,
    pieces,
    disabled: props.disabled,
    required: props.required,
    invalid: problem !== "",
  };
  return (
    <Field props={props} id={id} group hint={problem} invalid>
      <Box
        typing={typing}
        disabled={props.disabled}
        onClear={props.clearable && values.length ? () => set([]) : undefined}
        popup={calendar}
      >
        {range ? (
          <>
            <Segments {...shared} index={0} several name={`Start, ${label}`} />
            <span class="rs-to" aria-hidden="true">
              –
            </span>
            <Segments {...shared} index={1} several name={`End, ${label}`} />
          </>
        ) : (
          <Segments {...shared} name={label} />
        )}
      </Box>
    </Field>
  );
}
