// JSON as a tree whose branches fold; a branch is drawn when it is first opened.
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { CopyButton } from "../../dom/copy";
import { Icon } from "../../dom/icons";
import type { ChunkProps } from "../../view/lazy";

export function Json({ props }: ChunkProps<"json">): JSX.Element {
  const { body, expanded = true } = props;
  const data = useMemo(() => parse(body), [body]);
  const depth = expanded === true ? Infinity : Number(expanded);
  return (
    <div class="rs-codebox rs-json" key={String(expanded)}>
      <div class="rs-tree">
        {data === undefined ? <pre>{String(body)}</pre> : <Value value={data} depth={depth} />}
      </div>
      <CopyButton text={() => (data === undefined ? body : JSON.stringify(data, null, 2))} />
    </div>
  );
}

function parse(body: unknown): unknown {
  if (typeof body !== "string") return body;
  try {
    return JSON.parse(body.replace(BARE, (text) => (text[0] === '"' ? text : `"\\u0000${text}"`)));
  } catch {
    return undefined;
  }
}

/** Texts, which stay as they are, and what Python writes for numbers that JSON does not have. */
const BARE = /"(?:[^"\\]|\\.)*"|NaN|-?Infinity/g;
const isBare = (value: unknown) => typeof value === "string" && value[0] === "\0";

interface ValueProps {
  name?: string | undefined;
  value: unknown;
  depth: number;
}

function Value({ name, value, depth }: ValueProps): JSX.Element {
  const label = name !== undefined && (
    <span class={name[0] === '"' ? "rs-name" : undefined}>{name}: </span>
  );
  if (value === null || typeof value !== "object") {
    const bare = isBare(value);
    const type = value === null ? "null" : bare ? "number" : typeof value;
    return (
      <div class="rs-leaf">
        {label}
        <span class={`rs-v-${type}`}>{bare ? String(value).slice(1) : JSON.stringify(value)}</span>
      </div>
    );
  }
  return <Branch label={label} value={value} depth={depth} />;
}

interface BranchProps {
  label: JSX.Element | false;
  value: object;
  depth: number;
}

function Branch({ label, value, depth }: BranchProps): JSX.Element {
  const [open, setOpen] = useState(depth > 0);
  const list = Array.isArray(value);
  const entries = Object.entries(value);
  const [left, right] = list ? "[]" : "{}";
  if (!entries.length) {
    return (
      <div class="rs-leaf">
        {label}
        {left}
        {right}
      </div>
    );
  }
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Icon name="chevron" />
        {label}
        {left}
        {!open && (
          <span class="rs-count">{`${entries.length} ${list ? "item" : "key"}${entries.length > 1 ? "s" : ""} ${right}`}</span>
        )}
      </summary>
      {open && (
        <>
          {entries.map(([name, item]) => (
            <Value
              key={name}
              name={list ? name : `"${name}"`}
              value={item}
              depth={depth - 1}
            />
          ))}
          <div class="rs-leaf">{right}</div>
        </>
      )}
    </details>
  );
}
