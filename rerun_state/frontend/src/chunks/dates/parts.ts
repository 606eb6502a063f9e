// A date or a time in parts, each of which is typed and stepped by itself.
//
// A pattern such as "YYYY/MM/DD h:mm A" is cut into pieces once; what is typed is a number for each
// part, or none yet. Outside of here a moment is an ISO text.
import { daysIn, LAST_YEAR } from "./days";

export type Part = "year" | "month" | "day" | "hour" | "hour12" | "minute" | "second" | "half";
export type Parts = Partial<Record<Part, number>>;

/** One part as it is shown, or the text between two. */
export interface Piece {
  part?: Part;
  text: string;
}

const PARTS: Record<string, Part> = {
  YYYY: "year",
  MM: "month",
  DD: "day",
  HH: "hour",
  h: "hour12",
  mm: "minute",
  ss: "second",
  A: "half",
};

export function piecesOf(pattern: string): Piece[] {
  const texts = pattern.match(/YYYY|MM|DD|HH|h|mm|ss|A|[^A-Za-z]+/g) ?? [];
  return texts.map((text) => (PARTS[text] ? { part: PARTS[text], text } : { text }));
}

export const NAMES: Record<Part, string> = {
  year: "year",
  month: "month",
  day: "day",
  hour: "hour",
  hour12: "hour",
  minute: "minute",
  second: "second",
  half: "AM or PM",
};

/** What a part may be: the least and the most. */
export function boundsOf(part: Part, { year, month }: Parts): [number, number] {
  switch (part) {
    case "year":
      return [1, LAST_YEAR];
    case "month":
      return [1, 12];
    case "day":
      return [1, month ? daysIn(year ?? 2000, month) : 31];
    case "hour":
      return [0, 23];
    case "hour12":
      return [1, 12];
    case "half":
      return [0, 1];
    default:
      return [0, 59];
  }
}

/** How far Page Up and Page Down lead. */
const LEAPS: Record<Part, number> = {
  year: 5,
  month: 2,
  day: 7,
  hour: 2,
  hour12: 2,
  minute: 15,
  second: 15,
  half: 1,
};

/** What a key makes of a part: after the last comes the first; the first press begins at `now`. */
export function stepped(
  part: Part,
  key: string,
  parts: Parts,
  now: Parts,
  leap = LEAPS[part],
): number | undefined {
  const [least, most] = boundsOf(part, parts);
  if (key === "Home") return least;
  if (key === "End") return most;
  const step = { ArrowUp: 1, ArrowDown: -1, PageUp: leap, PageDown: -leap }[key];
  if (step === undefined) return undefined;
  const at = parts[part];
  if (at === undefined) return now[part] ?? least;
  const span = most - least + 1;
  return least + ((((at - least + step) % span) + span) % span);
}

const DAY = 86_400;

/** Where an arrow leads from a moment: to the next multiple of the step, in seconds, of that day.
 *  Undefined where the step says nothing of the part, or the moment is not whole. */
export function leapt(
  part: Part,
  key: string,
  iso: string | undefined,
  step: number,
): Parts | undefined {
  const up = key === "ArrowUp";
  const about = step % 60 ? "second" : "minute";
  const leaps = (part === about && step > 1 && step !== 60) || (part.startsWith("hour") && step > 3600);
  if (!iso || !leaps || !(up || key === "ArrowDown")) return undefined;
  const clock = iso.slice(iso.indexOf("T") + 1);
  const [hour = 0, minute = 0, second = 0] = clock.split(":").map(Number);
  const now = hour * 3600 + minute * 60 + second;
  const next = (up ? Math.floor(now / step) + 1 : Math.ceil(now / step) - 1) * step;
  const then = next < 0 ? Math.floor((DAY - 1) / step) * step : next < DAY ? next : 0;
  const text = new Date(then * 1000).toISOString().slice(11, 19);
  return partsOf(iso.slice(0, iso.length - clock.length) + text);
}

/** What a digit makes of the digits typed before it, and whether the part is whole with it. */
export function typed(part: Part, before: string, digit: string): { text: string; whole: boolean } {
  const [, most] = boundsOf(part, {});
  const digits = String(most).length;
  const longer = before + digit;
  const text = Number(longer) > most || longer.length > digits ? digit : longer;
  return { text, whole: text.length === digits || Number(`${text}0`) > most };
}

export function shownPart(part: Part, value: number): string {
  if (part === "half") return value ? "PM" : "AM";
  return String(value).padStart(part === "year" ? 4 : part === "hour12" ? 1 : 2, "0");
}

const EMPTY: Partial<Record<Part, string>> = { hour: "HH", hour12: "HH", minute: "mm", second: "ss" };

/** What is shown where there is nothing yet. */
export function placeholder({ part, text }: Piece): string {
  return ["year", "month", "day"].includes(part!) ? text : (EMPTY[part!] ?? "--");
}

const ISO = /^(?:(\d{4})-(\d\d)-(\d\d))?[T ]?(?:(\d\d):(\d\d)(?::(\d\d))?)?/;

/** The parts of an ISO text; of an empty one none. */
export function partsOf(iso: string): Parts {
  const [year, month, day, hour, minute, second] = (ISO.exec(iso) ?? [])
    .slice(1)
    .map((digits) => (digits === undefined ? undefined : Number(digits)));
  const parts: Parts = {};
  const given = { year, month, day, hour, minute, second: hour === undefined ? hour : (second ?? 0) };
  for (const [part, value] of Object.entries(given))
    if (value !== undefined) parts[part as Part] = value;
  if (hour !== undefined) Object.assign(parts, { hour12: hour % 12 || 12, half: Math.floor(hour / 12) });
  return parts;
}

const two = (n: number) => String(n).padStart(2, "0");

/** The ISO text of what is typed: undefined while a piece is missing, "" if there is nothing. */
export function isoOf(parts: Parts, pieces: Piece[]): string | undefined {
  const wanted = pieces.flatMap(({ part }) => part ?? []);
  if (wanted.every((part) => parts[part] === undefined)) return "";
  if (wanted.some((part) => parts[part] === undefined)) return undefined;
  const texts: string[] = [];
  if (wanted.includes("year")) {
    const [year, month] = [parts.year!, parts.month!];
    const day = Math.min(parts.day!, daysIn(year, month));
    texts.push(`${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`);
  }
  if (wanted.includes("minute")) {
    const hour = wanted.includes("half") ? (parts.hour12! % 12) + 12 * parts.half! : parts.hour!;
    const second = wanted.includes("second") ? `:${two(parts.second!)}` : "";
    texts.push(`${two(hour)}:${two(parts.minute!)}${second}`);
  }
  return texts.join("T");
}

/** What somebody pastes: an ISO text, or numbers in the order of the pieces. */
export function pasted(text: string, pieces: Piece[]): Parts | undefined {
  const iso = partsOf(text.trim());
  if (isoOf(iso, pieces)) return iso;
  const numbers = text.match(/\d+/g) ?? [];
  const wanted = pieces.flatMap(({ part }) => (part && part !== "half" ? part : []));
  if (numbers.length < wanted.length) return undefined;
  const parts: Parts = { half: /p\.?m/i.test(text) ? 1 : 0 };
  for (const [index, part] of wanted.entries()) {
    const value = Number(numbers[index]);
    const [least, most] = boundsOf(part, parts);
    if (value < least || value > most) return undefined;
    parts[part] = value;
  }
  return parts;
}

/** A moment as the pieces show it. */
export function shown(iso: string, pieces: Piece[]): string {
  const parts = partsOf(iso);
  return pieces.map(({ part, text }) => (part ? shownPart(part, parts[part] ?? 0) : text)).join("");
}
