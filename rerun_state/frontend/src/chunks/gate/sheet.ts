// Style sheets of the author's own: they style the app that they stand in, and nothing else.
//
// The browser parses a sheet by itself, and what is kept is written anew, so that no text can end
// the `@scope` around it. The rest is the browser's: in a scope, rules match what is inside only.
import { disarm } from "../../dom/declarations";
import { PREFIX } from "../../dom/gate";
import { pointing } from "./policy";
import { adapted, weighted } from "./streamlit";
import { isVisitors } from "./visitors";

/** A sheet's text within a scope, given as a selector; `prefix` is what its ids have got. */
export function scoped(text: string, scope: string, prefix: string): string {
  // Without `@scope`, which no browser lacks that is of these years, a sheet has to stay outside.
  if (!("CSSScopeRule" in globalThis)) return "";
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  const [inside, beside] = written(sheet.cssRules, prefix);
  return [`@scope (${scope}) {`, ...inside, "}", ...beside].join("\n");
}

/** The rules that may stay: those for the scope, and fonts and animations, which stand beside it. */
function written(rules: CSSRuleList, prefix: string): [inside: string[], beside: string[]] {
  const [inside, beside]: [string[], string[]] = [[], []];
  const within = (head: string | null, rule: CSSGroupingRule) => {
    const [kept, apart] = written(rule.cssRules, prefix);
    inside.push(...(head === null ? kept : [`${head} {`, ...kept, "}"]));
    beside.push(...apart);
  };
  for (const rule of rules) {
    if (rule instanceof CSSStyleRule) inside.push(tamed(rule, prefix));
    else if (rule instanceof CSSMediaRule) within(`@media ${rule.conditionText}`, rule);
    else if (rule instanceof CSSSupportsRule) within(`@supports ${rule.conditionText}`, rule);
    else if (rule instanceof CSSContainerRule) within(`@container ${rule.conditionText}`, rule);
    else if (rule instanceof CSSLayerBlockRule) within(null, rule);
    else if (rule instanceof CSSKeyframesRule) beside.push(animation(rule));
    else if (rule instanceof CSSFontFaceRule) beside.push(font(rule));
  }
  return [inside, beside];
}

function tamed(rule: CSSStyleRule, prefix: string): string {
  tame(rule, prefix);
  rule.selectorText = weighted(rule.selectorText);
  return pointing(rule.cssText, prefix);
}

function tame(rule: CSSRule, prefix: string): void {
  if ("style" in rule) tameStyle(rule.style as CSSStyleDeclaration);
  if (rule instanceof CSSStyleRule) rule.selectorText = selector(rule.selectorText, prefix);
  if ("cssRules" in rule) for (const nested of rule.cssRules as CSSRuleList) tame(nested, prefix);
}

function tameStyle(style: CSSStyleDeclaration): void {
  const { position } = style;
  const priority = style.getPropertyPriority("position");
  disarm(style);
  if (position === "fixed" && isVisitors()) style.setProperty("position", position, priority);
}

function animation(rule: CSSKeyframesRule): string {
  for (const frame of rule.cssRules) tame(frame, "");
  rule.name = PREFIX + rule.name;
  return rule.cssText;
}

function font({ style }: CSSFontFaceRule): string {
  const family = style.getPropertyValue("font-family").replace(/^["']|["']$/g, "");
  const rest = [...style].filter((name) => name !== "font-family");
  const lines = rest.map((name) => `${name}: ${style.getPropertyValue(name)};`);
  return `@font-face { font-family: ${JSON.stringify(PREFIX + family)}; ${lines.join(" ")} }`;
}

/** Strings and attributes; ids; what stands for the whole page, which is the app. */
const PARTS =
  /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\[[^\]]*\]|#(?=[\w\\-]|[^\x00-\x7f])|(?<![\w.#:-])(?:(?:html|:root)[\s>]+body|html|body)(?![\w-])|:root(?![\w-])/g;

/** A selector with the ids as they have become, and the app in place of the page. */
export function selector(text: string, prefix: string): string {
  const own = text.replace(PARTS, (part) => {
    if (/^["'[]/.test(part)) return part;
    return part === "#" ? `#${prefix}` : ":scope";
  });
  return adapted(own);
}
