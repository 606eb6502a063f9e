// The control that changes a cell, over that cell, while it is open.
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Json } from "../../../contract/schema";
import type { Cell, Column } from "../data/columns";
import { parseList } from "../data/format";
import { shownIso } from "./edits";
import { taken, useLeaving, type EditorProps, type Move } from "./editing";
import { ListEditor } from "./list";
import { optionsOf } from "./options";
import { readText } from "./read";

export function CellEditor(props: EditorProps): JSX.Element {
  const options = optionsOf(props.column);
  return options ? <ListEditor options={options} {...props} /> : <Entry {...props} />;
}

/** The browser's own input for a type of value. */
const INPUTS: Record<string, "date" | "time" | "datetime-local" | "number"> = {
  date: "date",
  time: "time",
  datetime: "datetime-local",
  int: "number",
  float: "number",
};

function Entry(props: EditorProps): JSX.Element {
  const { head, name } = props.column;
  const config = head.config ?? {};
  const type = INPUTS[head.type] ?? "text";
  const { field, wrong, finish, mend, cancel } = useEntry(props, type);
  return (
    <input
      ref={field}
      class="rs-cell-entry"
      aria-label={`Edit ${name}`}
      aria-invalid={wrong || undefined}
      type={type as "text"}
      step={config.step ?? (head.type === "int" ? 1 : head.type === "float" ? "any" : timeStep(head.type))}
      min={config.min_value}
      max={config.max_value}
      maxLength={config.max_chars}
      onInput={mend}
      onBlur={() => finish("leave")}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") return finish("down");
        if (event.key !== "Tab" && event.key !== "Escape") return;
        event.preventDefault();
        if (event.key === "Tab") finish("right");
        else cancel();
      }}
    />
  );
}

/** What is typed: written once, so that it stays when it is refused, and read when one leaves. */
function useEntry({ column, value, open, onDone, onCancel }: EditorProps, type: string) {
  const field = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  const [wrong, setWrong] = useState(false);
  // A date is not begun by one letter.
  const begun = type === "text" || type === "number" ? open.typed : undefined;
  /** As the field has it, which may drop seconds. */
  const was = useRef<string | null>(null);
  const isTouched = ({ value, validity }: HTMLInputElement) => value !== was.current || validity.badInput;
  const typed = () => (isTouched(field.current!) ? parse(field.current!, column) : undefined);
  useLayoutEffect(() => {
    const el = field.current!;
    const before = taken(open);
    el.value = before?.text ?? begun ?? written(value, column);
    el.focus(); // the caret goes to the end
    if (before) was.current = before.was;
    else if (begun === undefined) {
      was.current = el.value;
      el.select?.();
    } else if (!el.value) {
      // A sign or a point is no number yet, so it can be typed but not be set.
      document.execCommand("insertText", false, begun);
    }
  }, []);
  useLeaving(open, done, () => ({ text: field.current!.value, was: was.current, ticked: [], value: typed() }));
  /** The browser says what is wrong, if it knows. */
  const refuse = () => {
    setWrong(true);
    if (field.current!.checkValidity()) field.current!.setCustomValidity("Not accepted here");
    field.current!.reportValidity();
  };
  return {
    ...{ field, wrong },
    finish(move: Move) {
      if (done.current) return;
      const read = typed();
      if (read === undefined && move !== "leave" && isTouched(field.current!)) return refuse();
      done.current = true;
      onDone(read, move);
    },
    mend() {
      field.current!.setCustomValidity("");
      setWrong(false);
    },
    cancel() {
      done.current = true;
      onCancel();
    },
  };
}

function timeStep(type: string): number | undefined {
  return type === "time" || type === "datetime" ? 1 : undefined;
}

function written(value: Cell, { head }: Column): string {
  if (value === null) return "";
  if (head.type in INPUTS && ["date", "time", "datetime"].includes(head.type)) {
    return shownIso(value, head);
  }
  return head.type === "list" ? parseList(value).join(", ") : String(value);
}

/** The value for the kernel; undefined if the column cannot hold it. */
function parse(field: HTMLInputElement, column: Column): Json | undefined {
  return field.checkValidity() ? readText(field.value, column) : undefined;
}
