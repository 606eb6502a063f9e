// Numbers as text: printf formats ("%.2f", "%,d") and the named formats of Streamlit.

const currency = (code: string, locale: string, digits: number) =>
  new Intl.NumberFormat(locale, {
    style: "currency",
    currency: code,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });

const NAMED: Record<string, (value: number) => string> = {
  plain: (value) => String(value),
  localized: (value) => value.toLocaleString(),
  percent: (value) => value.toLocaleString("en", { style: "percent", maximumFractionDigits: 2 }),
  dollar: (value) => currency("USD", "en", 2).format(value),
  euro: (value) => currency("EUR", "en", 2).format(value),
  yen: (value) => currency("JPY", "en", 0).format(value),
  compact: (value) => value.toLocaleString("en", { notation: "compact" }),
  scientific: (value) => value.toLocaleString("en", { notation: "scientific" }),
  engineering: (value) => value.toLocaleString("en", { notation: "engineering" }),
  accounting: (value) => {
    const text = Math.abs(value).toLocaleString("en", { maximumFractionDigits: 2 });
    return value < 0 ? `(${text})` : text;
  },
  bytes: (value) =>
    value.toLocaleString("en", {
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
