// What is going on: messages, progress.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
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
  progress: Progress,
  spinner: Spinner,
  skeleton: Skeleton,
};
