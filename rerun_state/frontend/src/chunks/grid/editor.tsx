// The control that changes a cell, over that cell, while it is open.
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Json } from "../../../contract/schema";
import type { Cell, Column } from "../data/columns";
import { parseList } from "../data/format";
import { shownIso } from "./edits";
import type { EditorProps, Move } from "./editing";
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

function Entry({ column, value, typed, onDone, onCancel }: EditorProps): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  const [wrong, setWrong] = useState(false);
  const { head } = column;
  const config = head.config ?? {};
  const type = INPUTS[head.type] ?? "text";
  // A date is not begun by one letter.
  const begun = type === "text" || type === "number" ? typed : undefined;
  /** As the field has it, which may drop seconds. */
  const was = useRef<string | null>(null);
  // Written once, so that what is typed stays when it is refused; the caret goes to its end.
  useLayoutEffect(() => {
    const el = field.current!;
    el.value = begun ?? written(value, column);
    el.focus();
    if (begun !== undefined) {
      // A sign or a point is no number yet, so it can be typed but not be set.
      if (!el.value) document.execCommand("insertText", false, begun);
      return;
    }
    was.current = el.value;
    el.select?.();
  }, []);
  const finish = (move: Move) => {
    if (done.current) return;
    const { value: text, validity } = field.current!;
    const touched = text !== was.current || validity.badInput;
    const read = touched ? parse(field.current!, column) : undefined;
    if (touched && read === undefined && move !== "leave") return refuse();
    done.current = true;
    onDone(read, move);
  };
  /** The browser says what is wrong, if it knows. */
  const refuse = () => {
    setWrong(true);
    if (field.current!.checkValidity()) field.current!.setCustomValidity("Not accepted here");
    field.current!.reportValidity();
  };
  const cancel = () => {
    done.current = true;
    onCancel();
  };
  const bound = (name: "min_value" | "max_value") => config[name];
  return (
    <input
      ref={field}
      class="rs-cell-entry"
      aria-label={`Edit ${column.name}`}
      aria-invalid={wrong || undefined}
      type={type as "text"}
      step={config.step ?? (head.type === "int" ? 1 : head.type === "float" ? "any" : timeStep(head.type))}
      min={bound("min_value")}
      max={bound("max_value")}
      maxLength={config.max_chars}
      onInput={(event) => {
        event.currentTarget.setCustomValidity("");
        setWrong(false);
      }}
      onBlur={() => finish("leave")}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") finish("down");
        else if (event.key === "Tab") {
          event.preventDefault();
          finish("right");
        } else if (event.key === "Escape") {
          event.preventDefault();
          cancel();
        }
      }}
    />
  );
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
