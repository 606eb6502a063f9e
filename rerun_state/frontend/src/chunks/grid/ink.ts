// The colours in which columns draw.

const NAMES = ["red", "orange", "yellow", "green", "blue", "violet", "gray"];

/** A colour of CSS for what a column was told; "auto" goes by whether the values are good. */
export function inkOf(color: unknown, good: boolean): string {
  const name = String(color ?? "primary").replace("grey", "gray");
  if (name === "auto") return `var(--rs-${good ? "green" : "red"})`;
  if (name === "auto-inverse") return `var(--rs-${good ? "red" : "green"})`;
  if (NAMES.includes(name)) return `var(--rs-${name})`;
  return /^#[\da-f]{3,8}$/i.test(name) ? name : "var(--rs-accent)";
}
