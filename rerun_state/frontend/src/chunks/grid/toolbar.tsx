// What can be done with the whole table: search, download, add and delete rows, fill the screen.
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

interface ToolbarProps {
  query: string | null;
  onQuery: (query: string | null) => void;
  onDownload: () => void;
  onFullscreen: () => void;
  /** For editors. */
  onDelete?: (() => void) | undefined;
  /** How many rows; null while nobody knows. */
  found: number | null;
}

const DRAWN = {
  search: "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5L21 21",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  fullscreen: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13",
};

export function Toolbar(props: ToolbarProps): JSX.Element {
  const { query, onQuery, onDelete } = props;
  const field = useRef<HTMLInputElement>(null);
  const open = query !== null;
  useLayoutEffect(() => {
    if (open) field.current!.focus();
  }, [open]);
  return (
    <div class="rs-grid-tools" role="toolbar" aria-label="Table" data-open={open || Boolean(onDelete) || undefined}>
      {open && (
        <label class="rs-grid-search">
          <input
            ref={field}
            type="search"
            placeholder="Search"
            aria-label="Search in the table"
            value={query}
            onInput={(event) => onQuery(event.currentTarget.value)}
            onKeyDown={(event) => {
              event.stopPropagation();
              if (event.key !== "Escape") return;
              event.preventDefault();
              onQuery(null);
            }}
          />
          <output>{query && props.found}</output>
        </label>
      )}
      {onDelete && <Tool name="Delete the selected rows" path={DRAWN.trash} act={onDelete} />}
      <Tool name="Download as CSV" path={DRAWN.download} act={props.onDownload} />
      <Tool name="Search" path={DRAWN.search} act={() => onQuery(open ? null : "")} />
      <Tool name="Fullscreen" path={DRAWN.fullscreen} act={props.onFullscreen} />
    </div>
  );
}

function Tool({ name, path, act }: { name: string; path: string; act: () => void }): JSX.Element {
  return (
    <button type="button" aria-label={name} title={name} onClick={act}>
      <svg class="rs-mark" viewBox="0 0 24 24" aria-hidden="true">
        <path d={path} />
      </svg>
    </button>
  );
}

/** Hand pieces of text over to the reader as one file. */
export function save(pieces: BlobPart[], name: string): void {
  // Spreadsheets tell UTF-8 by the mark at the beginning.
  const url = URL.createObjectURL(new Blob(["\ufeff", ...pieces], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
