// What is going on: messages, progress, faults.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Ansi } from "../../dom/ansi";
import { CopyButton } from "../../dom/copy";
import { goTo, leads } from "../../dom/lines";
import { Text } from "../../dom/text";
import type { ElementProps } from "../../view/view";

function Alert({ props }: ElementProps<"alert">): JSX.Element {
  const { format = "info" } = props;
  return (
    <div
      class="rs-alert"
      data-format={format}
      role={format === "error" || format === "warning" ? "alert" : "status"}
    >
      {props.icon && <Text text={props.icon} class="rs-glyph" />}
      <div>
        {props.title && <Text text={props.title} class="rs-md rs-title" />}
        <Text text={props.body} class="rs-md" />
      </div>
    </div>
  );
}

/** What, where, and on request the whole way there. */
function Exception({ props }: ElementProps<"exception">): JSX.Element {
  const { type, message, traceback, where, foldable = true } = props;
  const some = Array.isArray(traceback) ? traceback.length : traceback.html;
  const trace = some ? <Traceback traceback={traceback} /> : null;
  return (
    <div class="rs-alert rs-exception" data-format="error" role="alert">
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

function Progress({ props }: ElementProps<"progress">): JSX.Element {
  const value = Math.min(100, Math.max(0, Number(props.value) || 0));
  return (
    <div class="rs-progress">
      <Text text={props.text} class="rs-md" />
      <div
        class="rs-bar"
        role="progressbar"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={value}
        aria-label="Progress"
      >
        <div style={{ width: `${value}%` }} />
      </div>
    </div>
  );
}

function Spinner({ props }: ElementProps<"spinner">): JSX.Element {
  return (
    <div class="rs-spinner" role="status">
      <span class="rs-ring" aria-hidden="true" />
      <Text text={props.text} class="rs-md" />
      {props.show_time && <Elapsed />}
    </div>
  );
}

function Elapsed(): JSX.Element {
  const [start] = useState(Date.now);
  const [now, setNow] = useState(start);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 100);
    return () => clearInterval(timer);
  }, []);
  return <span class="rs-caption">({((now - start) / 1000).toFixed(1)} seconds)</span>;
}

function Skeleton({ props }: ElementProps<"skeleton">): JSX.Element {
  const { height = 80 } = props;
  return (
    <div
      class="rs-skeleton"
      aria-hidden="true"
      style={{ height: typeof height === "number" ? `${height}px` : undefined }}
    />
  );
}

export const kinds = {
  alert: Alert,
  exception: Exception,
  progress: Progress,
  spinner: Spinner,
  skeleton: Skeleton,
};
