// A time of day, and a date with a time: segments as those of a date, and its calendar.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Field } from "../../components/inputs/field";
import { plain } from "../../dom/text";
import { useUid } from "../../dom/uid";
import type { ElementProps } from "../../view/view";
import { Box } from "./box";
import { Calendar } from "./calendar";
import { outside } from "./day";
import { clamp } from "./days";
import { piecesOf, shown } from "./parts";
import { Segments } from "./segments";
import { useTyping } from "./typing";

const hasHalves = () => new Intl.DateTimeFormat(undefined, { hour: "numeric" }).resolvedOptions().hour12;

export function TimeInput({ props, input }: ElementProps<"time_input">): JSX.Element {
  const id = useUid();
  const long = (props.step ?? 900) % 60 !== 0;
  const halves = props.format === "12h" || (props.format === "localized" && hasHalves());
  const seconds = long ? ":ss" : "";
  const pieces = piecesOf(halves ? `h:mm${seconds} A` : `HH:mm${seconds}`);
  const value = input.value ?? "";
  const commit = (time: string) => {
    if (time ? time !== value : value && props.clearable) input.commit(time || null);
    return "";
  };
  const typing = useTyping(pieces, [value], ([time]) => commit(time!));
  const clear = () => {
    typing.drop();
    commit("");
  };
  return (
    <Field props={props} id={id} group>
      <Box
        typing={typing}
        disabled={props.disabled}
        onClear={props.clearable && value ? clear : undefined}
      >
        <Segments
          typing={typing}
          name={plain(props.label ?? "")}
          pieces={pieces}
          step={props.step ?? 900}
          disabled={props.disabled}
          required={props.required}
        />
      </Box>
    </Field>
  );
}

export function DateTimeInput({ props, input }: ElementProps<"datetime_input">): JSX.Element {
  const id = useUid();
  const [problem, setProblem] = useState("");
  const pieces = piecesOf(`${props.format ?? "YYYY/MM/DD"}, HH:mm`);
  const value = (input.value ?? "").slice(0, 16);
  const label = plain(props.label ?? "");
  const take = (iso: string) => {
    const problem = outside(iso, props, (moment) => shown(moment, pieces));
    setProblem(problem);
    if (!problem && (iso ? iso !== value : value && props.clearable)) input.commit(iso || null);
    return problem;
  };
  const typing = useTyping(pieces, [value], ([iso]) => take(iso!));
  const set = (iso: string) => {
    typing.drop();
    take(iso);
  };
  return (
    <Field props={props} id={id} group hint={problem} invalid>
      <Box
        typing={typing}
        disabled={props.disabled}
        onClear={props.clearable && value ? () => set("") : undefined}
        popup={(close) => (
          <Calendar
            name={label}
            chosen={value ? [value.slice(0, 10)] : []}
            begun={false}
            range={false}
            min={props.min?.slice(0, 10)}
            max={props.max?.slice(0, 10)}
            onChoose={(day) => {
              set(clamp(`${day}T${value.slice(11) || "00:00"}`, props.min, props.max));
              close();
            }}
            onPreset={() => undefined}
          />
        )}
      >
        <Segments
          typing={typing}
          name={label}
          pieces={pieces}
          step={props.step ?? 900}
          disabled={props.disabled}
          required={props.required}
          invalid={problem !== ""}
        />
      </Box>
    </Field>
  );
}
