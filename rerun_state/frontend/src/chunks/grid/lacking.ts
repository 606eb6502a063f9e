// New rows that lack a value which is required: their reader has them, and the kernel not yet.
import { useReducer, useRef } from "preact/hooks";
import type { PropsOf } from "../../../contract";
import type { Edits as Folded } from "../../../contract/data";
import { nameOf, type ColumnHead } from "../data/columns";
import { foldEdits, key, NO_EDITS, unfoldEdits, type Edits } from "./edits";

interface Told {
  value: Folded | undefined;
  commit(edits: Folded): void;
}

/** The columns that are required of a row, as edits call them. */
export function requiredIn(columns: ColumnHead[]): string[] {
  const needed = columns.filter(({ editable, config }) => editable && config?.required);
  return needed.map((head) => key({ head, name: nameOf(head) }));
}

/** The edits with those new rows alone that have all that is required. */
export function complete(edits: Edits, required: string[]): Edits {
  const has = (row: Edits["added_rows"][number], name: string) => Object.hasOwn(row, name) && row[name] !== null;
  const added_rows = edits.added_rows.filter((row) => required.every((name) => has(row, name)));
  return added_rows.length < edits.added_rows.length ? { ...edits, added_rows } : edits;
}

/** The edits as their reader has them, and how to change them. */
export function useEdits(input: Told, { columns }: PropsOf<"data_editor">) {
  /** All new rows, where some lack something, and what was told without these: it may be taken back. */
  const own = useRef<{ told: string; rows: Edits["added_rows"] } | null>(null);
  const held = useRef<{ wire: Folded | undefined; edits: Edits } | null>(null);
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const edits = () => {
    const wire = input.value;
    if (held.current?.wire === wire) return held.current!.edits;
    const edits = wire ? unfoldEdits(wire) : NO_EDITS;
    if (own.current && own.current.told !== JSON.stringify(edits)) own.current = null;
    held.current = { wire, edits: own.current ? { ...edits, added_rows: own.current.rows } : edits };
    return held.current.edits;
  };
  const edit = (next: Edits) => {
    const whole = complete(next, requiredIn(columns));
    const before = complete(edits(), requiredIn(columns));
    const told = whole === next ? null : JSON.stringify(whole);
    own.current = told === null ? null : { told, rows: next.added_rows };
    held.current = null;
    if (told !== JSON.stringify(before)) input.commit(foldEdits(whole));
    redraw(undefined);
  };
  return [edits, edit] as const;
}
