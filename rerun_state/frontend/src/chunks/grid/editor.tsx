// The control that changes a cell, over that cell, while it is open.
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../dom/icons";
import type { Cell, Column } from "../data/columns";
import { parseList } from "../data/format";
import { toIso } from "./edits";
import { kindOf } from "./cell";

interface EditorProps {
  column: Column;
  value: Cell;
  /** What was typed to open it. */
  typed?: string | undefined;
  onDone: (value: unknown, move: "down" | "right" | "stay") => void;
  onCancel: () => void;
}

export function CellEditor(props: EditorProps): JSX.Element {
  const { column } = props;
  const kind = kindOf(column);
  const { options } = column.head.config ?? {};
  if (kind === "multiselect" && options) return <Checks {...props} />;
  if ((kind === "selectbox" || kind === "category") && (options ?? column.head.options)) {
    return <Select {...props} />;
  }
  return <Entry {...props} />;
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
  useLayoutEffect(() => {
    field.current!.focus();
    if (typed === undefined) field.current!.select?.();
  }, []);
  const finish = (move: "down" | "right" | "stay") => {
    if (done.current) return;
    const read = parse(field.current!, column);
    if (read === undefined) {
      if (move === "stay") cancel();
      else setWrong(true);
      return;
    }
    done.current = true;
    onDone(read, move);
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
      type={(INPUTS[head.type] ?? "text") as "text"}
      step={config.step ?? (head.type === "int" ? 1 : head.type === "float" ? "any" : timeStep(head.type))}
      min={bound("min_value")}
      max={bound("max_value")}
      maxLength={config.max_chars}
      value={typed ?? written(value, column)}
      onBlur={() => finish("stay")}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") finish("down");
        else if (event.key === "Tab") {
          event.preventDefault();
          finish("right");
        } else if (event.key === "Escape") cancel();
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
    return toIso(value, head.type);
  }
  return head.type === "list" ? parseList(value).join(", ") : String(value);
}

/** The value for the kernel; undefined if the column cannot hold it. */
function parse(field: HTMLInputElement, { head }: Column): unknown {
  const config = head.config ?? {};
  const text = field.value;
  if (text === "") return field.validity.badInput || config.required ? undefined : null;
  if (!field.checkValidity()) return undefined;
  if (head.type === "int" || head.type === "float") return Number(text);
  if (head.type === "list") return text.split(",").map((part) => part.trim()).filter(Boolean);
  if (config.validate && !matches(config.validate, text)) return undefined;
  return text;
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern).test(text);
  } catch {
    return true; // a pattern that this browser cannot read refuses nothing
  }
}

function Select({ column, value, onDone, onCancel }: EditorProps): JSX.Element {
  const { options: given, labels, required } = column.head.config ?? {};
  const options = (given ?? column.head.options ?? []) as unknown[];
  const list = useRef<HTMLSelectElement>(null);
  useLayoutEffect(() => list.current!.focus(), []);
  return (
    <select
      ref={list}
      class="rs-cell-entry"
      aria-label={`Edit ${column.name}`}
      value={String(options.indexOf(value))}
      onChange={(event) => {
        const at = Number(event.currentTarget.value);
        onDone(at < 0 ? null : options[at], "stay");
      }}
      onBlur={onCancel}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape" || event.key === "Enter") onCancel();
      }}
    >
      {!required && <option value="-1" />}
      {options.map((option, at) => (
        <option key={at} value={String(at)}>
          {labels?.[at] ?? String(option)}
        </option>
      ))}
    </select>
  );
}

function Checks({ column, value, onDone, onCancel }: EditorProps): JSX.Element {
  const { options, labels } = column.head.config!;
  const [chosen, setChosen] = useState<unknown[]>(parseList(value));
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => box.current!.focus(), []);
  const toggle = (option: unknown) =>
    setChosen(chosen.includes(option) ? chosen.filter((o) => o !== option) : [...chosen, option]);
  return (
    <div
      ref={box}
      class="rs-cell-checks"
      tabIndex={-1}
      role="listbox"
      aria-multiselectable="true"
      aria-label={`Edit ${column.name}`}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node)) onDone(chosen, "stay");
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") onDone(chosen, "down");
        else if (event.key === "Escape") onCancel();
      }}
    >
      {(options as unknown[]).map((option, at) => (
        <button
          key={at}
          type="button"
          role="option"
          aria-selected={chosen.includes(option)}
          onClick={() => toggle(option)}
        >
          <span class="rs-cell-box" data-on={chosen.includes(option) || undefined}>
            {chosen.includes(option) && <Icon name="check" />}
          </span>
          {labels?.[at] ?? String(option)}
        </button>
      ))}
    </div>
  );
}
