// Dates and times as text: Moment.js formats and the named formats of Streamlit.
//
// Times come without a zone, as microseconds since 1970. They are read as UTC throughout, which
// here means "as written": no zone of the reader's may shift them.

const pad = (n: number, width = 2) =>
  (n < 0 ? "-" : "") + String(Math.abs(n)).padStart(width, "0");

const named = (date: Date, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("en", { timeZone: "UTC", ...options }).format(date);

const ordinal = (n: number) => {
  const teen = n % 100 >= 11 && n % 100 <= 13;
  return n + ((!teen && ["th", "st", "nd", "rd"][n % 10]) || "th");
};

const dayOfYear = (date: Date) =>
  Math.floor((date.getTime() - new Date(date).setUTCMonth(0, 0)) / 86_400_000);

const TOKENS: Record<string, (date: Date) => string> = {
  YYYY: (d) => pad(d.getUTCFullYear(), 4),
  YY: (d) => pad(d.getUTCFullYear() % 100),
  Q: (d) => String(Math.floor(d.getUTCMonth() / 3) + 1),
  MMMM: (d) => named(d, { month: "long" }),
  MMM: (d) => named(d, { month: "short" }),
  MM: (d) => pad(d.getUTCMonth() + 1),
  M: (d) => String(d.getUTCMonth() + 1),
  DDDD: (d) => pad(dayOfYear(d), 3),
  DDD: (d) => String(dayOfYear(d)),
  DD: (d) => pad(d.getUTCDate()),
  Do: (d) => ordinal(d.getUTCDate()),
  D: (d) => String(d.getUTCDate()),
  dddd: (d) => named(d, { weekday: "long" }),
  ddd: (d) => named(d, { weekday: "short" }),
  dd: (d) => named(d, { weekday: "short" }).slice(0, 2),
  d: (d) => String(d.getUTCDay()),
  HH: (d) => pad(d.getUTCHours()),
  H: (d) => String(d.getUTCHours()),
  hh: (d) => pad(d.getUTCHours() % 12 || 12),
  h: (d) => String(d.getUTCHours() % 12 || 12),
  mm: (d) => pad(d.getUTCMinutes()),
  m: (d) => String(d.getUTCMinutes()),
  ss: (d) => pad(d.getUTCSeconds()),
  s: (d) => String(d.getUTCSeconds()),
  SSS: (d) => pad(d.getUTCMilliseconds(), 3),
  A: (d) => (d.getUTCHours() < 12 ? "AM" : "PM"),
  a: (d) => (d.getUTCHours() < 12 ? "am" : "pm"),
  X: (d) => String(Math.floor(d.getTime() / 1000)),
  x: (d) => String(d.getTime()),
  Z: () => "+00:00",
  LT: (d) => formatDate(d, "h:mm A"),
  LTS: (d) => formatDate(d, "h:mm:ss A"),
  L: (d) => formatDate(d, "MM/DD/YYYY"),
  LL: (d) => formatDate(d, "MMMM D, YYYY"),
  LLL: (d) => formatDate(d, "MMMM D, YYYY h:mm A"),
  LLLL: (d) => formatDate(d, "dddd, MMMM D, YYYY h:mm A"),
};

const PATTERN =
  /\[([^\]]*)\]|LLLL|LLL|LTS|LT|LL|L|YYYY|YY|Q|M{1,4}|Do|D{1,4}|d{1,4}|HH?|hh?|mm?|ss?|SSS|[AaXxZ]/g;

/** Show a date in a format of Moment.js. */
export function formatDate(date: Date, format: string): string {
  return format.replace(PATTERN, (token, literal?: string) => literal ?? TOKENS[token]!(date));
}

const DAY = 86_400_000;
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * DAY],
  ["month", 30 * DAY],
  ["day", DAY],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
];

function distance(date: Date, now: number): string {
  const ahead = date.getTime() - now;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(ahead) >= length) ?? UNITS.at(-1)!;
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(
    Math.round(ahead / size),
    unit,
  );
}

function calendar(date: Date, now: number): string {
  const days = Math.floor(date.getTime() / DAY) - Math.floor(now / DAY);
  if (Math.abs(days) > 1) return formatDate(date, "L");
  const day = new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(days, "day");
  return `${day.charAt(0).toUpperCase()}${day.slice(1)} ${formatDate(date, "HH:mm")}`;
}

/** The reader's own clock, as if it stood in UTC. */
const localNow = () => Date.now() - new Date().getTimezoneOffset() * 60_000;

type Temporal = "date" | "time" | "datetime";

const DEFAULTS: Record<Temporal, string> = {
  date: "YYYY-MM-DD",
  time: "HH:mm",
  datetime: "YYYY-MM-DD HH:mm",
};

/** Show microseconds since 1970 as a date, a time, or both. */
export function formatMoment(micros: number, type: Temporal, format?: string | null): string {
  const date = new Date(Math.floor(micros / 1000)); // before 1970 as well, and not into the next day
  switch (format) {
    case "distance":
      return distance(date, localNow());
    case "calendar":
      return calendar(date, localNow());
    case "iso8601":
      return isoPart(date, type);
    case "localized":
      return date.toLocaleString(undefined, {
        timeZone: "UTC",
        ...(type !== "time" && { dateStyle: "medium" }),
        ...(type !== "date" && { timeStyle: "short" }),
      });
    default:
      return formatDate(date, format || DEFAULTS[type]);
  }
}

function isoPart(date: Date, type: Temporal): string {
  const text = date.toISOString().slice(0, -1);
  const [day, clock] = text.split("T"); // a year has four digits, or a sign and six
  return type === "date" ? day! : type === "time" ? clock! : text;
}

/** Show a length of time in microseconds, such as "1 day 2 h". */
export function formatTimedelta(micros: number): string {
  const units: [string, number][] = [
    [" d", 86_400_000_000],
    [" h", 3_600_000_000],
    [" min", 60_000_000],
    [" s", 1_000_000],
    [" ms", 1000],
    [" µs", 1],
  ];
  let rest = Math.abs(micros);
  const parts: string[] = [];
  for (const [name, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count) parts.push(count + name);
  }
  return (micros < 0 ? "−" : "") + (parts.join(" ") || "0 s");
}
