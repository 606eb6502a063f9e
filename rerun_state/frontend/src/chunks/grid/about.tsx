// What a column holds as a whole, beside its heading for whoever asks.
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Summary } from "../../../contract/messages";
import { usePopup } from "../../dom/popup";
import { titleOf, type Lane } from "./geometry";

/** What looks at a column as a whole. */
export interface Look {
  at(lane: Lane): Promise<Summary>;
  /** Nobody wants to know any more. */
  end(): void;
  /** Another one when the data may be others, whatever is here of them. */
  state: unknown;
}

interface AboutProps {
  lane: Lane;
  look: Look;
  /** Does Tab lead to this heading? */
  reached: boolean;
}

export function About({ lane, look, reached }: AboutProps): JSX.Element {
  const anchor = useRef<HTMLButtonElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [found, setFound] = useState<Found | string>("");
  usePopup(open, anchor, popup, { align: "end" });
  useLayoutEffect(() => {
    if (!open) return;
    let wanted = true;
    const told = (what: Found | string) => wanted && setFound(what); // in the place of what was true before
    look.at(lane).then((of) => told({ of, lane }), (error: Error) => told(error.message));
    return () => void (wanted = false);
  }, [open, lane.column, look.state]);
  useLayoutEffect(() => (open ? look.end : undefined), [open]);
  const show = () => {
    setFound("");
    setOpen(true);
  };
  return (
    <>
      <button
        type="button"
        class="rs-grid-about"
        ref={anchor}
        tabIndex={reached ? 0 : -1}
        title="Statistics"
        aria-label={`Statistics of ${titleOf(lane)}`}
        aria-expanded={open}
        onClick={() => (open ? setOpen(false) : show())}
      >
        <svg class="rs-mark" viewBox="0 0 24 24" aria-hidden="true">
          <path d="M5 20v-7M12 20V4M19 20v-11" />
        </svg>
      </button>
      {open && (
        <div
          class="rs-popup rs-panel rs-stats"
          popover="auto"
          role="dialog"
          aria-label={`Statistics of ${titleOf(lane)}`}
          ref={popup}
          onToggle={(event) => (event as unknown as ToggleEvent).newState === "closed" && setOpen(false)}
        >
          {typeof found === "string" ? <p role="status">{found || "…"}</p> : <Facts {...found} />}
        </div>
      )}
    </>
  );
}

/** What was said, and of what column as it was then. */
interface Found {
  of: Summary;
  lane: Lane;
}

function Facts({ of, lane }: Found): JSX.Element {
  const { rows, missing, distinct, numbers, bins, tops } = of;
  const { show } = lane;
  const present = rows - missing;
  const facts: [string, string][] = [
    ["Values", whole(present)],
    ["Missing", missing ? `${whole(missing)} (${percent(missing / rows)})` : "0"],
    ["Distinct", whole(distinct)],
  ];
  if (numbers) {
    const { min, max, mean, median, deviation } = numbers;
    const told = { Minimum: min, Mean: mean, Median: median, Maximum: max };
    for (const [name, value] of Object.entries(told)) if (value !== undefined) facts.push([name, show(value)]);
    const counts = ["int", "float", "decimal"].includes(lane.column.head.type);
    if (counts && deviation !== undefined) facts.push(["Deviation", show(deviation)]);
  }
  const highest = Math.max(...(bins ?? []));
  return (
    <>
      {bins && numbers && (
        <div
          class="rs-stats-bins"
          role="img"
          aria-label={`Distribution from ${show(numbers.min)} to ${show(numbers.max)}: ${bins.join(", ")}`}
        >
          {bins.map((count, at) => (
            <span key={at} style={{ height: `${(count / highest) * 100}%` }} title={whole(count)} />
          ))}
        </div>
      )}
      {tops?.map(([text, count]) => (
        <div class="rs-stats-top" key={text}>
          <span style={{ width: percent(count / present) }} />
          <b>{text || "(empty)"}</b>
          <i>{percent(count / present)}</i>
        </div>
      ))}
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

const whole = (count: number) => count.toLocaleString("en");
const percent = (part: number) => `${Math.round(part * 1000) / 10}%`;
