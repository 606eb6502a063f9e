// From typed text to numbers.

/** What is typed for a number, as programs write it; "" if there is none in it. */
export function digitsOf(text: string): string {
  const bare = text
    .trim()
    .replace(/[\s_']/g, "")
    .replace(/^[^\d.+-]+|[^\d.]+$/g, "");
  const grouped = /^[-+]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(bare);
  return grouped ? bare.replaceAll(",", "") : bare.replace(",", ".");
}

/** Read a number: null if there is no text, NaN if it is none. Accepts "1,234.5" and "1,5". */
export function parseNumber(text: string, integer = false): number | null {
  if (!text.trim()) return null;
  const number = Number(digitsOf(text) || NaN);
  return integer ? Math.trunc(number) : number;
}

/** Round to a multiple of `step` from `base`, without the noise of binary fractions. */
export function snap(value: number, step: number, base = 0): number {
  if (!(step > 0)) return value;
  const steps = Math.round((value - base) / step);
  return Number(
    (base + steps * step).toFixed(Math.min(20, Math.max(decimals(step), decimals(base)))),
  );
}

/** How many decimals a number is written with. */
function decimals(value: number): number {
  const [digits = "", exponent = "0"] = String(value).split("e");
  return Math.max(0, (digits.split(".")[1] ?? "").length - Number(exponent));
}
