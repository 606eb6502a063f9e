// Copy and paste in a grid: an element that has the focus but no text in it.
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { copy } from "../../dom/copy";
import { copied, remoteTsv, fromTsv, pasted, toTsv, type Table } from "./clipboard";
import type { Cursor } from "./cursor";
import type { Editing } from "./editing";
import { withRows, type Rows } from "./order";
import { rangeOf } from "./place";
import type { GridProps } from "./props";
import type { Remote } from "./remote";

type Handlers = Record<"copy" | "paste", (event: ClipboardEvent) => void>;

/** Browsers send these events to the selection, or to the document where nothing is selected. */
function useClipboard(el: RefObject<HTMLElement | null>, handlers: Handlers): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    const handle = (event: ClipboardEvent) => {
      if (document.activeElement === el.current) latest.current[event.type as "copy"](event);
    };
    document.addEventListener("copy", handle);
    document.addEventListener("paste", handle);
    return () => {
      document.removeEventListener("copy", handle);
      document.removeEventListener("paste", handle);
    };
  }, []);
}

/** Copy what comes later, unless something else is copied meanwhile. */
async function copyLater(coming: Promise<string>): Promise<void> {
  const end = new AbortController();
  let others = false;
  const note = () => (others = true);
  for (const event of ["copy", "cut"]) document.addEventListener(event, note, { signal: end.signal });
  const text = coming.finally(() => end.abort());
  const written = await promised(text.then((all) => (others ? Promise.reject(new Error("late")) : all)));
  const all = await text;
  if (!written && !others && !(await copy(all)))
    throw new Error("The browser does not let the rows onto the clipboard.");
}

/** Promise the clipboard a text, which Safari takes only while keys are pressed; return whether it came. */
async function promised(text: Promise<string>): Promise<boolean> {
  const blob = text.then((all) => new Blob([all], { type: "text/plain" }));
  blob.catch(() => {}); // who has asked for the text hears of it
  try {
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
    return true;
  } catch {
    return false;
  }
}

interface Written extends Pick<GridProps, "edits" | "onEdit"> {
  table: Omit<Table, "rows"> & { rows: Rows };
}

/** Copy the active cell or the block of cells; paste from there on, where there may be written. */
export function useCopying(
  box: RefObject<HTMLElement | null>,
  { active, anchor }: Cursor,
  { value }: Editing,
  { table, edits, onEdit }: Written,
  remote: Remote | null,
): void {
  useClipboard(box, {
    copy(event) {
      if (!active || !event.clipboardData) return;
      event.preventDefault();
      const range = rangeOf(active, anchor);
      const { rows } = table;
      if (remote && !rows.slice(range.top, range.bottom + 1).every((row) => remote.has(row))) {
        void remote.during("Reading the rows for the clipboard.", (doing) =>
          copyLater(remoteTsv(remote, range, table, edits(), doing)),
        );
        return;
      }
      const text = toTsv(range, (at) => copied(value(at), table.lanes[at.lane]!));
      event.clipboardData.setData("text/plain", text);
    },
    paste(event) {
      const text = event.clipboardData?.getData("text/plain");
      if (!active || !text || !onEdit) return;
      event.preventDefault();
      const { top: row, left: lane } = rangeOf(active, anchor);
      const lines = fromTsv(text);
      withRows(table.rows, row, row + lines.length, (among) => {
        const known = { ...table, rows: { at: (place: number) => among[place - row] } };
        onEdit(pasted(edits(), lines, { row, lane }, known));
      });
    },
  });
}
