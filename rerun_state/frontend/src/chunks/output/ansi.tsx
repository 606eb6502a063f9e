import type { JSX } from "preact";
import { overwrite, parseAnsi } from "../../format/ansi";

/** Text with a terminal's colours. */
export function Ansi({ text }: { text: string }): JSX.Element {
  return (
    <>
      {parseAnsi(overwrite(text)).map((run, index) => {
        // A colour that knows no theme is moved towards the one that is readable in this.
        const color = run.color && `color-mix(in srgb, ${run.color} 65%, var(--rs-fg))`;
        const style = { color, background: run.background };
        const plain = !run.classes.length && !run.color && !run.background;
        if (plain) return run.text;
        return (
          <span
            key={index}
            class={run.classes.map((name) => `rs-ansi-${name}`).join(" ")}
            style={style}
          >
            {run.text}
          </span>
        );
      })}
    </>
  );
}
