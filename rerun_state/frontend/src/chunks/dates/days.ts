// Days as ISO texts, and what a calendar asks of them. They are read as UTC, which here means "as
// written": no zone of the reader's may shift them.

/** The last year that there is. */
export const LAST_YEAR = 9999;

const DAY = 86_400_000;
const dateOf = (iso: string) => new Date(`${iso.slice(0, 10)}T00:00Z`);
const isoOf = (date: Date) => date.toISOString().slice(0, 10);

/** How many days a month has, January being 1. */
export function daysIn(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 0);
  return date.getUTCDate();
}

/** The reader's own day and time, as an ISO text. */
export function nowHere(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

export const today = () => nowHere().slice(0, 10);

/** Before the year 1 and after 9999 there are no days: those stay where they are. */
function within(date: Date, otherwise: string): string {
  const year = date.getUTCFullYear();
  return year >= 1 && year <= LAST_YEAR ? isoOf(date) : otherwise;
}

export function addDays(iso: string, days: number): string {
  return within(new Date(dateOf(iso).getTime() + days * DAY), iso);
}

/** The same day some months away, or the last of a month that is shorter. */
export function addMonths(iso: string, months: number): string {
  const [year, month, day] = iso.split("-").map(Number) as [number, number, number];
  const count = year * 12 + month - 1 + months;
  return onDay(Math.floor(count / 12), (count % 12) + 1, day, iso);
}

export function onDay(year: number, month: number, day: number, otherwise: string): string {
  if (year < 1 || year > LAST_YEAR) return otherwise;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, Math.min(day, daysIn(year, month)));
  return isoOf(date);
}

export function clamp(iso: string, min?: string | null, max?: string | null): string {
  if (min && iso < min) return min;
  return max && iso > max ? max : iso;
}

/** Sunday is 0. */
const weekdayOf = (iso: string) => dateOf(iso).getUTCDay();

/** The day that begins a week where the reader lives; Sunday is 0. */
export function firstWeekday(): number {
  try {
    const locale: any = new Intl.Locale(navigator.language);
    return ((locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 7) % 7;
  } catch (error) {
    if (error instanceof RangeError) return 0; // A browser may say a language that is none.
    throw error;
  }
}

/** The first day of the week in which a day is. */
export function weekOf(iso: string, first: number): string {
  return addDays(iso, -((weekdayOf(iso) - first + 7) % 7));
}

/** The weeks of the month in which a day is, with days of its neighbours in the first and the last:
 *  undefined where there is no such day. */
export function weeksOf(iso: string, first: number): (string | undefined)[][] {
  const [begin, last] = [`${iso.slice(0, 8)}01`, daysIn(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)))];
  const before = (weekdayOf(begin) - first + 7) % 7;
  const dayAt = (place: number) => {
    const day = addDays(begin, place - before);
    return day === begin && place !== before ? undefined : day;
  };
  return Array.from({ length: Math.ceil((before + last) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => dayAt(week * 7 + day)),
  );
}

/** A day in the reader's language. */
export function named(iso: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(undefined, { timeZone: "UTC", ...options }).format(dateOf(iso));
}

const PAST: [string, (day: string) => string][] = [
  ["Past week", (day) => addDays(day, -7)],
  ["Past month", (day) => addMonths(day, -1)],
  ["Past 3 months", (day) => addMonths(day, -3)],
  ["Past 6 months", (day) => addMonths(day, -6)],
  ["Past year", (day) => addMonths(day, -12)],
  ["Past 2 years", (day) => addMonths(day, -24)],
];

/** The ranges that a reader may want: those until today that lie within the bounds. */
export function presets(
  day: string,
  min?: string | null,
  max?: string | null,
): { name: string; range: [string, string] }[] {
  if (max && max < day) return [];
  return PAST.map(([name, from]) => ({ name, range: [from(day), day] as [string, string] })).filter(
    ({ range: [from] }) => !min || from >= min,
  );
}
