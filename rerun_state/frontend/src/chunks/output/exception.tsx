// A fault of the program.
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { CopyButton } from "../../dom/copy";
import { Text } from "../../dom/text";
import type { ChunkProps } from "../../view/lazy";
import { Ansi } from "./ansi";
import { goTo, leads } from "./lines";

/** What, where, and on request the whole way there. */
export function Exception({ props }: ChunkProps<"exception">): JSX.Element {
  const { type, message, traceback, where, warning, foldable = true } = props;
  const some = Array.isArray(traceback) ? traceback.length : traceback.html;
  const trace = some ? <Traceback traceback={traceback} /> : null;
  return (
    <div class="rs-alert rs-exception" data-format={warning ? "warning" : "error"} role="alert">
      <div>
        <div class="rs-fault">
          <strong>{type}</strong>
          {message && (
            <>
              : <Text text={message} class="rs-md" />
            </>
          )}
        </div>
        {where && <Where text={where} />}
        {trace &&
          (foldable ? (
            <details>
              <summary>Traceback</summary>
              {trace}
            </details>
          ) : (
            trace
          ))}
      </div>
    </div>
  );
}

/** The line that fails: a way to it, where the notebook shows it. */
function Where({ text }: { text: string }): JSX.Element {
  const box = useRef<HTMLElement>(null);
  const [linked, setLinked] = useState(false);
  useLayoutEffect(() => setLinked(leads(box.current!, text)), [text]);
  return (
    <code class="rs-where" ref={box}>
      {linked ? (
        <button type="button" title="Go to the line" onClick={() => goTo(box.current!, text)}>
          {text}
        </button>
      ) : (
        text
      )}
    </code>
  );
}

function Traceback({ traceback }: { traceback: string[] | { html: string } }): JSX.Element {
  const box = useRef<HTMLPreElement>(null);
  return (
    <div class="rs-code rs-traced">
      <pre class="rs-trace" tabIndex={0} ref={box}>
        {Array.isArray(traceback) ? <Ansi text={traceback.join("\n")} /> : <Text text={traceback} />}
      </pre>
      <CopyButton text={() => box.current!.innerText} />
    </div>
  );
}
