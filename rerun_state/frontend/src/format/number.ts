// Numbers as text: printf formats ("%.2f", "%,d") and the named formats of Streamlit.

/** One format for many numbers: to make one takes longer than to write with it. */
export function inFormat(locale?: string, options?: Intl.NumberFormatOptions): (value: number) => string {
  let made: Intl.NumberFormat | undefined;
  return (value) => (made ??= new Intl.NumberFormat(locale, options)).format(value);
}

const currency = (code: string, digits: number) =>
  inFormat("en", {
    style: "currency",
    currency: code,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });

const hundredths = inFormat("en", { maximumFractionDigits: 2 });

const NAMED: Record<string, (value: number) => string> = {
  plain: (value) => String(value),
  localized: inFormat(),
  percent: inFormat("en", { style: "percent", maximumFractionDigits: 2 }),
  dollar: currency("USD", 2),
  euro: currency("EUR", 2),
  yen: currency("JPY", 0),
  compact: inFormat("en", { notation: "compact" }),
  scientific: inFormat("en", { notation: "scientific" }),
  engineering: inFormat("en", { notation: "engineering" }),
  accounting: (value) => {
    const text = hundredths(Math.abs(value));
    return value < 0 ? `(${text})` : text;
  },
  bytes: inFormat("en", {
    notation: "compact",
    style: "unit",
    unit: "byte",
    unitDisplay: "narrow",
  }),
};

/** Show a number in a named or a printf format. */
export function formatNumber(value: number, format?: string | null): string {
  if (!format) return String(value);
  return NAMED[format]?.(value) ?? sprintf(format, value);
}

const DIRECTIVE = /%(?:\d+\$)?([-+ 0,#]*)(\d+)?(?:\.(\d+))?([%bcdieEfFgGosuxX])/g;

/** The printf formats that take one number. */
export function sprintf(format: string, value: number): string {
  return format.replace(DIRECTIVE, (_, flags: string, width = "0", digits, type: string) => {
    if (type === "%") return "%";
    const text = grouped(Math.abs(value), type, digits, flags.includes(","));
    const sign = value < 0 ? "-" : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
    const room = Number(width) - sign.length;
    if (flags.includes("-")) return (sign + text).padEnd(Number(width));
    if (flags.includes("0")) return sign + text.padStart(room, "0");
    return (sign + text).padStart(Number(width));
  });
}

function grouped(value: number, type: string, digits: string | undefined, commas: boolean): string {
  const text = convert(value, type, digits === undefined ? undefined : Number(digits));
  if (!commas) return text;
  const [whole = "", ...rest] = text.split(".");
  return [whole.replace(/\B(?=(\d{3})+$)/g, ","), ...rest].join(".");
}

function convert(value: number, type: string, digits?: number): string {
  switch (type) {
    case "d":
    case "i":
    case "u":
      return String(Math.trunc(value));
    case "e":
    case "E": {
      const text = value.toExponential(digits);
      return type === "E" ? text.toUpperCase() : text;
    }
    case "f":
    case "F":
      return digits === undefined ? String(value) : value.toFixed(digits);
    case "g":
    case "G":
      return String(digits === undefined ? value : Number(value.toPrecision(digits || 1)));
    case "x":
      return Math.trunc(value).toString(16);
    case "X":
      return Math.trunc(value).toString(16).toUpperCase();
    case "o":
      return Math.trunc(value).toString(8);
    case "b":
      return Math.trunc(value).toString(2);
    case "c":
      return String.fromCodePoint(Math.trunc(value));
    default:
      return String(value);
  }
}
