// The page's theme, in the words that components know.
import { isDark } from "../../dom/theme";

/** A theme option of Streamlit's and the CSS value that it has in this page. */
const COLOURS: Record<string, string> = {
  primaryColor: "var(--rs-primary)",
  backgroundColor: "var(--rs-bg)",
  secondaryBackgroundColor: "var(--rs-soft)",
  textColor: "var(--rs-fg)",
  linkColor: "var(--rs-link)",
  headingColor: "var(--rs-fg)",
  borderColor: "var(--rs-line)",
  borderColorLight: "color-mix(in srgb, var(--rs-fg) 8%, transparent)",
  widgetBorderColor: "var(--rs-line)",
  codeTextColor: "var(--rs-fg)",
  codeBackgroundColor: "var(--rs-soft)",
  dataframeBorderColor: "var(--rs-line)",
  dataframeHeaderBackgroundColor: "var(--rs-softer)",
  ...namedColours(),
};

function namedColours(): Record<string, string> {
  const made: Record<string, string> = {};
  for (const name of ["red", "orange", "yellow", "green", "blue", "violet", "gray"]) {
    made[`${name}Color`] = made[`${name}TextColor`] = `var(--rs-${name})`;
    made[`${name}BackgroundColor`] = `color-mix(in srgb, var(--rs-${name}) 15%, var(--rs-bg))`;
  }
  return made;
}

const CATEGORIES: Record<string, string[]> = {
  light: [
    ...["#0068c9", "#83c9ff", "#ff2b2b", "#ffabab", "#29b09d"],
    ...["#7defa1", "#ff8700", "#ffd16a", "#6d3fc0", "#d5dae5"],
  ],
  dark: [
    ...["#83c9ff", "#0068c9", "#ffabab", "#ff2b2b", "#7defa1"],
    ...["#29b09d", "#ffd16a", "#ff8700", "#6d3fc0", "#d5dae5"],
  ],
};
const SEQUENCE = [
  ...["#e4f5ff", "#c7ebff", "#a6dcff", "#83c9ff", "#60b4ff"],
  ...["#3d9df3", "#1c83e1", "#0068c9", "#0054a3", "#004280"],
];
const DIVERGENCE = [
  ...["#7d353b", "#bd4043", "#ff4b4b", "#ff8c8c", "#ffc7c7"],
  ...["#a6dcff", "#60b4ff", "#1c83e1", "#0054a3", "#004280"],
];

export type Theme = Record<string, string | number | boolean | null | (string | number)[]>;

/** The theme around an element, under the names of Streamlit's options. */
export function themeOf(el: HTMLElement): Theme {
  const base = isDark(el) ? "dark" : "light";
  const probe = document.createElement("i");
  probe.hidden = true;
  el.append(probe);
  const theme: Theme = { base };
  const colour = (value: string) => {
    probe.style.color = value;
    return getComputedStyle(probe).color;
  };
  const ground = colour("var(--rs-bg)");
  for (const [name, value] of Object.entries(COLOURS)) theme[name] = hex(colour(value), ground);
  const style = getComputedStyle(el);
  const mono = style.getPropertyValue("--rs-mono").trim() || "monospace";
  probe.style.fontFamily = "var(--rs-mono)";
  const font = style.fontFamily;
  const code = getComputedStyle(probe).fontFamily || mono;
  probe.remove();
  return {
    ...theme,
    font,
    headingFont: font,
    codeFont: code,
    linkUnderline: true,
    baseFontSize: Math.round(parseFloat(style.fontSize) || 16),
    baseFontWeight: 400,
    codeFontSize: "0.875rem",
    codeFontWeight: 400,
    headingFontSizes: ["2.75rem", "2.25rem", "1.75rem", "1.5rem", "1.25rem", "1rem"],
    headingFontWeights: [700, 600, 600, 600, 600, 600],
    baseRadius: style.getPropertyValue("--rs-radius").trim() || "0.5rem",
    buttonRadius: style.getPropertyValue("--rs-radius").trim() || "0.5rem",
    showWidgetBorder: true,
    showSidebarBorder: false,
    metricValueFontSize: "2.25rem",
    metricValueFontWeight: 400,
    chartCategoricalColors: CATEGORIES[base]!,
    chartSequentialColors: SEQUENCE,
    chartDivergingColors: DIVERGENCE,
  };
}

/** The theme as CSS properties: `--st-primary-color` and so on. */
export function cssProperties(theme: Theme): Record<string, string> {
  return Object.fromEntries(
    Object.entries(theme).map(([name, value]) => [
      `--st-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      cssValue(value),
    ]),
  );
}

function cssValue(value: Theme[string]): string {
  if (Array.isArray(value)) return value.join(",");
  if (typeof value === "boolean") return value ? "1" : "0";
  return value === null ? "unset" : String(value);
}

let context: CanvasRenderingContext2D | null = null;

/** Any CSS colour as it is seen on a ground, in hexadecimal, which is what components can read. */
function hex(colour: string, ground: string): string {
  context ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (!context) return colour;
  for (const layer of [ground, colour]) {
    context.fillStyle = layer;
    context.fillRect(0, 0, 1, 1);
  }
  const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
  return `#${[r, g, b].map((part) => part!.toString(16).padStart(2, "0")).join("")}`;
}
