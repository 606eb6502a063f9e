// From typed or pasted text to the value of a cell.
import type { Json } from "../../../contract/schema";
import { digitsOf, parseNumber } from "../../format/parse";
import type { Column } from "../data/columns";
import { clockOf } from "../data/zones";
import { kindOf } from "./cell";
import { isZoned, toIso } from "./edits";
import { optionsOf } from "./options";

/** The value for the kernel; undefined if the column cannot hold it. */
export function readText(text: string, column: Column): Json | undefined {
  const config = column.head.config ?? {};
  if (text.trim() === "") return config.required ? undefined : null;
  const value = read(text, column);
  // Times are ISO texts, which compare as times do.
  const { min_value: min, max_value: max } = config;
  const outside = (min != null && (value as any) < min) || (max != null && (value as any) > max);
  return outside ? undefined : value;
}

function read(text: string, column: Column): Json | undefined {
  const { type, config = {} } = column.head;
  const options = optionsOf(column);
  const kind = kindOf(column);
  if (type === "list" || kind === "multiselect") {
    const parts = text.split(",").map((part) => part.trim());
    return options ? parts.map(options.named).filter((part) => part !== undefined) : parts.filter(Boolean);
  }
  if (options) return options.named(text.trim());
  switch (type) {
    case "bool":
      return { true: true, yes: true, "1": true, false: false, no: false, "0": false }[
        text.trim().toLowerCase()
      ];
    case "int":
      return readWhole(digitsOf(text));
    case "decimal":
      return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(digitsOf(text)) ? digitsOf(text) : undefined;
    case "float": {
      const number = parseNumber(text);
      return Number.isFinite(number) ? number : undefined;
    }
    case "date":
    case "time":
    case "datetime":
      return readMoment(text.trim(), type, column.head.tz);
  }
  if (config.max_chars != null && text.length > config.max_chars) return undefined;
  return config.validate && !matches(config.validate, text) ? undefined : text;
}

/** A number of up to 64 bits; as its digits, where a browser's numbers have not all of them. */
function readWhole(digits: string): number | string | undefined {
  const number = digits ? Math.trunc(Number(digits)) : NaN;
  if (Number.isSafeInteger(number)) return number;
  if (!Number.isFinite(number)) return undefined;
  const whole = BigInt(/^[-+]?\d+$/.test(digits) ? digits.replace("+", "") : number);
  return whole >= -(2n ** 63n) && whole < 2n ** 64n ? String(whole) : undefined;
}

const ISO = {
  date: /^\d{4}-\d\d-\d\d$/,
  time: /^\d\d:\d\d(:\d\d(\.\d+)?)?$/,
  datetime: /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?$/,
};

function readMoment(text: string, type: keyof typeof ISO, zone?: string): string | undefined {
  const iso = text.replace(/^(\d{4}-\d\d-\d\d) /, "$1T");
  if (zone && isZoned(iso) && !Number.isNaN(Date.parse(iso))) return toIso(clockOf(zone)(Date.parse(iso)), type);
  if (ISO[type].test(iso)) return iso;
  // Other notations as the browser reads them: in its own time zone.
  const at = new Date(type === "time" ? `2000-01-01 ${text}` : text);
  if (Number.isNaN(at.getTime())) return undefined;
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString();
  return { date: local.slice(0, 10), time: local.slice(11, 19), datetime: local.slice(0, 19) }[type];
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern).test(text);
  } catch {
    return true; // a pattern that this browser cannot read refuses nothing
  }
}
