// Terminal colours: text with escape sequences to runs of styled text.

interface Run {
  text: string;
  /** Class names: "bold", "f1" for the foreground colour 1, "b4" for the background 4;
   * bright colours are those of the page's theme as well. */
  classes: string[];
  /** Colours beyond the sixteen that have names. */
  color?: string;
  background?: string;
}

interface Style {
  flags: Set<string>;
  f?: number | string | undefined;
  b?: number | string | undefined;
}

const FLAGS: Record<number, string> = {
  1: "bold",
  2: "dim",
  3: "italic",
  4: "underline",
  7: "inverse",
  9: "strike",
};
const SEQUENCE = /\x1b\[([\d;:]*)([A-Za-z])|\x1b\][^\x07]*?(?:\x07|\x1b\\)|\x1b[@-_]/g;

/** What a terminal would show: carriage returns and backspaces have done their work. */
export function overwrite(text: string): string {
  if (!/[\r\b]/.test(text)) return text;
  return text
    .replaceAll("\r\n", "\n")
    .split("\n")
    .map((line) => {
      let shown = "";
      for (const part of line.split("\r")) shown = part + shown.slice(part.length);
      while (/[^\b]\x08/.test(shown)) shown = shown.replace(/[^\b]\x08/, "");
      return shown;
    })
    .join("\n");
}

/** Cut text into runs of one style each; sequences that are no colours are left out. */
export function parseAnsi(text: string): Run[] {
  const runs: Run[] = [];
  let style: Style = { flags: new Set() };
  let from = 0;
  const emit = (to: number) => {
    if (to > from) runs.push(runOf(text.slice(from, to), style));
  };
  for (const match of text.matchAll(SEQUENCE)) {
    emit(match.index);
    from = match.index + match[0].length;
    if (match[2] === "m") style = restyle(style, (match[1] || "0").split(/[;:]/).map(Number));
  }
  emit(text.length);
  return runs;
}

function restyle(style: Style, codes: number[]): Style {
  let next: Style = { ...style, flags: new Set(style.flags) };
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    if (code === 0) next = { flags: new Set() };
    else if (FLAGS[code]) next.flags.add(FLAGS[code]);
    else if (code === 22) ["bold", "dim"].forEach((flag) => next.flags.delete(flag));
    else if (FLAGS[code - 20]) next.flags.delete(FLAGS[code - 20]!);
    else if (code >= 30 && code <= 37) next.f = code - 30;
    else if (code >= 40 && code <= 47) next.b = code - 40;
    else if (code >= 90 && code <= 97) next.f = code - 82;
    else if (code >= 100 && code <= 107) next.b = code - 92;
    else if (code === 39) next.f = undefined;
    else if (code === 49) next.b = undefined;
    else if (code === 38 || code === 48) {
      const [colour, used] = extended(codes.slice(i + 1));
      next[code === 38 ? "f" : "b"] = colour;
      i += used;
    }
  }
  return next;
}

/** The colours of 256 and of 16 million: "5;n" and "2;r;g;b". */
function extended([mode, a = 0, g = 0, b = 0]: number[]): [number | string | undefined, number] {
  if (mode === 2) return [`rgb(${a},${g},${b})`, 4];
  if (mode !== 5) return [undefined, 1];
  if (a < 16) return [a, 2];
  if (a > 231) return [`rgb(${Array(3).fill(8 + (a - 232) * 10)})`, 2];
  const level = (n: number) => (n ? 55 + n * 40 : 0);
  const n = a - 16;
  return [`rgb(${level(Math.floor(n / 36))},${level(Math.floor(n / 6) % 6)},${level(n % 6)})`, 2];
}

function runOf(text: string, { flags, f, b }: Style): Run {
  const run: Run = { text, classes: [...flags] };
  if (typeof f === "number") run.classes.push(`f${f % 8}`);
  else if (f) run.color = f;
  if (typeof b === "number") run.classes.push(`b${b % 8}`);
  else if (b) run.background = b;
  return run;
}
