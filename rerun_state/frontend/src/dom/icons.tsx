// The few icons of the page itself, drawn as strokes in the text's colour.
import type { JSX } from "preact";

const PATHS = {
  chevron: "M6 9l6 6 6-6",
  close: "M6 6l12 12M18 6L6 18",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  check: "M5 12.5l4.5 4.5L19 7.5",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  help: "M9.2 9a3 3 0 1 1 4.3 2.7c-1 .5-1.5 1.1-1.5 2.3M12 17.2v.1M12 2.5a9.5 9.5 0 1 1 0 19 9.5 9.5 0 0 1 0-19z",
  panel: "M4 5h16v14H4zM9.5 5v14",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6z",
  alert: "M12 8v5M12 16.2v.1M12 2.5a9.5 9.5 0 1 1 0 19 9.5 9.5 0 0 1 0-19z",
} as const;

export function Icon({ name }: { name: keyof typeof PATHS }): JSX.Element {
  return <Strokes path={PATHS[name]} name={name} />;
}

/** An icon that only a chunk has. */
export function Strokes({ path, name }: { path: string; name?: string }): JSX.Element {
  return (
    <svg class={name ? `rs-mark rs-i-${name}` : "rs-mark"} viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
