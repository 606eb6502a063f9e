// An option of ECharts from elsewhere. Most of it is painted, some of it becomes markup or a link.
import { declared } from "../../dom/declarations";
import { linkTo } from "../../dom/gate";
import type { Spec } from "./stage";

/** What a tooltip may be made of: markup, for a template filled with the values pointed at. */
type Fill = (template: string, params: unknown) => HTMLElement;

/** The option with links that may lead somewhere, and tooltips whose markup has passed the gate. */
export function admitted(option: unknown, fill: Fill): any {
  if (Array.isArray(option)) return option.map((part) => admitted(part, fill));
  if (typeof option !== "object" || option === null) return option;
  const made: Spec = {};
  for (const [name, value] of Object.entries(option)) made[name] = part(name, value, fill);
  // In this tab is the notebook.
  if (made.link) made.target = "blank";
  if (made.sublink) made.subtarget = "blank";
  return made;
}

function part(name: string, value: any, fill: Fill): unknown {
  if (name === "link" || name === "sublink") return typeof value === "string" ? linkTo(value) : value;
  if (name === "tooltip" && isObject(value)) return tooltip(value, fill);
  if (name === "dataView" && isObject(value)) return plain(value);
  // Colours are written into the style of a tooltip.
  if (/color$/i.test(name) && typeof value === "string") return plain(value);
  return admitted(value, fill);
}

function tooltip(given: Spec, fill: Fill): Spec {
  // Where it is put and what it is called is the page's business.
  const { formatter, content, className, appendTo, appendToBody, extraCssText, ...rest } = given;
  const made = plain(rest) as Spec;
  const template = formatter ?? content;
  if (typeof template === "string") made.formatter = (params: unknown) => fill(template, params);
  if (typeof extraCssText === "string") made.extraCssText = declared(extraCssText);
  return made;
}

/** Texts without what could begin markup. */
function plain(value: unknown): unknown {
  if (typeof value === "string") return value.replace(/[<>"]/g, "");
  if (Array.isArray(value)) return value.map(plain);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));
}

function isObject(value: unknown): value is Spec {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
