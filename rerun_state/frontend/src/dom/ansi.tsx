import type { JSX } from "preact";
import { overwrite, parseAnsi } from "../format/ansi";

/** Text with a terminal's colours. */
export function Ansi({ text }: { text: string }): JSX.Element {
  return (
    <>
      {parseAnsi(overwrite(text)).map((run, index) => {
        const style = { color: run.color, background: run.background };
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
