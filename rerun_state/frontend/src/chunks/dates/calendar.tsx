// A month of days as a grid: arrows move by a day or a week, Page Up and Page Down by a month (with
// Shift by a year), Home and End within the week; Enter, Space or a click choose.
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../dom/icons";
import {
  addDays,
  addMonths,
  clamp,
  firstWeekday,
  named,
  onDay,
  presets,
  today,
  weekOf,
  weeksOf,
} from "./days";

interface CalendarProps {
  name: string;
  /** What is chosen: nothing, a day, or the ends of a range. */
  chosen: string[];
  /** A range has its beginning, and waits for its end. */
  begun: boolean;
  range: boolean;
  min?: string | null | undefined;
  max?: string | null | undefined;
  onChoose(day: string): void;
  onPreset(range: [string, string]): void;
}

export function Calendar(props: CalendarProps): JSX.Element {
  const { chosen, min, max } = props;
  const first = firstWeekday();
  const [over, setOver] = useState<string>();
  const { at, grid, go, lead } = useDay(props);
  const span = spanOf(props, over ?? at);
  const day = (day: string, n: number) => (
    <Day
      key={n}
      day={day}
      beside={day.slice(0, 7) !== at.slice(0, 7)}
      current={day === at}
      selected={chosen.includes(day)}
      between={span !== undefined && day >= span[0] && day <= span[1]}
      ends={span && [day === span[0], day === span[1]]}
      disabled={day !== clamp(day, min, max)}
      onOver={() => setOver(day)}
      onChoose={() => {
        go(day);
        props.onChoose(day);
      }}
    />
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moved(event, at, first);
    if (next === undefined) return;
    event.preventDefault();
    setOver(undefined);
    lead(next);
  };
  return (
    <div class="rs-calendar" role="group" aria-label={props.name}>
      <Head at={at} min={min} max={max} onGo={go} />
      <table role="grid" ref={grid} aria-label={named(at, { month: "long", year: "numeric" })}>
        <Weekdays week={weekOf(at, first)} />
        <tbody onKeyDown={onKeyDown} onMouseLeave={() => setOver(undefined)}>
          {weeksOf(at, first).map((week, n) => (
            <tr key={n}>{week.map((each, n) => (each === undefined ? <td key={n} /> : day(each, n)))}</tr>
          ))}
        </tbody>
      </table>
      {props.range && <Presets {...props} />}
    </div>
  );
}

/** The day where one is, which what is typed leads as well; `lead` takes the focus along. */
function useDay({ chosen, min, max }: CalendarProps) {
  const [at, setAt] = useState(() => clamp(chosen[0] ?? today(), min, max));
  const grid = useRef<HTMLTableElement>(null);
  const follow = useRef(false);
  useLayoutEffect(() => {
    if (follow.current) grid.current!.querySelector<HTMLElement>("[tabindex='0']")?.focus();
    follow.current = false;
  }, [at]);
  const go = (day: string) => setAt(clamp(day, min, max));
  useLayoutEffect(() => {
    if (chosen[0] && !grid.current!.matches(":focus-within")) go(chosen[0]);
  }, [chosen[0]]);
  const lead = (day: string) => {
    follow.current = clamp(day, min, max) !== at;
    go(day);
  };
  return { at, grid, go, lead };
}

function Weekdays({ week }: { week: string }): JSX.Element {
  return (
    <thead>
      <tr>
        {Array.from({ length: 7 }, (_, n) => addDays(week, n)).map((day, n) => (
          <th key={n} scope="col" abbr={named(day, { weekday: "long" })}>
            {named(day, { weekday: "narrow" })}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** The days to be marked: the range, or what it would be with its end under the pointer. */
function spanOf({ chosen, begun, range }: CalendarProps, end: string): [string, string] | undefined {
  if (!range || !chosen.length) return undefined;
  const [from, to] = [chosen[0]!, begun ? end : (chosen[1] ?? chosen[0]!)];
  return from <= to ? [from, to] : [to, from];
}

function moved(event: KeyboardEvent, at: string, first: number): string | undefined {
  const months = event.shiftKey ? 12 : 1;
  switch (event.key) {
    case "ArrowLeft":
      return addDays(at, -1);
    case "ArrowRight":
      return addDays(at, 1);
    case "ArrowUp":
      return addDays(at, -7);
    case "ArrowDown":
      return addDays(at, 7);
    case "PageUp":
      return addMonths(at, -months);
    case "PageDown":
      return addMonths(at, months);
    case "Home":
      return weekOf(at, first);
    case "End":
      return addDays(weekOf(at, first), 6);
    default:
      return undefined;
  }
}

interface DayProps {
  day: string;
  /** It is one of a neighbouring month. */
  beside: boolean;
  current: boolean;
  selected: boolean;
  between: boolean;
  ends?: [boolean, boolean] | undefined;
  disabled: boolean;
  onOver(): void;
  onChoose(): void;
}

function Day({ day, ends, ...props }: DayProps): JSX.Element {
  return (
    <td
      role="gridcell"
      aria-selected={props.selected || props.between}
      data-between={props.between || undefined}
      data-first={ends?.[0] || undefined}
      data-last={ends?.[1] || undefined}
      data-beside={props.beside || undefined}
    >
      <button
        type="button"
        tabIndex={props.current ? 0 : -1}
        aria-label={named(day, { dateStyle: "full" })}
        aria-current={day === today() ? "date" : undefined}
        aria-pressed={props.selected}
        disabled={props.disabled}
        onMouseEnter={props.onOver}
        onClick={props.onChoose}
      >
        {Number(day.slice(8))}
      </button>
    </td>
  );
}

interface HeadProps {
  at: string;
  min?: string | null | undefined;
  max?: string | null | undefined;
  onGo(day: string): void;
}

/** Farther away than this, one types. */
const YEARS = 100;

function Head({ at, min, max, onGo }: HeadProps): JSX.Element {
  const [year, month, day] = at.split("-").map(Number) as [number, number, number];
  const from = Math.max(Number(min?.slice(0, 4) ?? 1), year - YEARS);
  const to = Math.min(Number(max?.slice(0, 4) ?? 9999), year + YEARS);
  const out = (target: string) => target.slice(0, 7) !== clamp(target, min, max).slice(0, 7);
  return (
    <div class="rs-cal-head">
      <Turn name="Previous month" disabled={out(addMonths(at, -1))} onTurn={() => onGo(addMonths(at, -1))} />
      <select
        aria-label="Month"
        value={month}
        onChange={(event) => onGo(onDay(year, Number(event.currentTarget.value), day, at))}
      >
        {Array.from({ length: 12 }, (_, n) => (
          <option key={n} value={n + 1} disabled={out(onDay(year, n + 1, 1, at))}>
            {named(onDay(2000, n + 1, 1, at), { month: "long" })}
          </option>
        ))}
      </select>
      <select
        aria-label="Year"
        value={year}
        onChange={(event) => onGo(onDay(Number(event.currentTarget.value), month, day, at))}
      >
        {Array.from({ length: to - from + 1 }, (_, n) => (
          <option key={n} value={from + n}>
            {from + n}
          </option>
        ))}
      </select>
      <Turn name="Next month" disabled={out(addMonths(at, 1))} onTurn={() => onGo(addMonths(at, 1))} />
    </div>
  );
}

interface TurnProps {
  name: string;
  disabled: boolean;
  onTurn(): void;
}

function Turn({ name, disabled, onTurn }: TurnProps): JSX.Element {
  return (
    <button type="button" class="rs-turn" aria-label={name} disabled={disabled} onClick={onTurn}>
      <Icon name="chevron" />
    </button>
  );
}

function Presets({ min, max, onPreset }: CalendarProps): JSX.Element | null {
  const offers = presets(today(), min, max);
  if (!offers.length) return null;
  return (
    <div class="rs-presets" role="group" aria-label="Date range">
      {offers.map(({ name, range }) => (
        <button key={name} type="button" onClick={() => onPreset(range)}>
          {name}
        </button>
      ))}
    </div>
  );
}
