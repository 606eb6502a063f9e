import { expect, test } from "vitest";
import { admitted } from "../src/chunks/charts/option";
import { ATTRIBUTES, TAGS, admit, isFree } from "../src/chunks/gate/policy";
import { selector } from "../src/chunks/gate/sheet";
import { adapted, weighted } from "../src/chunks/gate/streamlit";
import { frameAt, linkTo, mediaAt } from "../src/dom/gate";

const CODE = [
  "javascript:alert(1)",
  "JavaScript:alert(1)",
  " javascript:alert(1)",
  "java\tscript:alert(1)",
  "java\nscript:alert(1)",
  "\u0001javascript:alert(1)",
  "vbscript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "blob:https://a.test/1",
  "file:///etc/passwd",
  "command:notebook.run",
  "vscode://x",
  "view-source:https://a.test",
  "filesystem:https://a.test/x",
  "",
  " ",
  "https://[",
];

test.each(CODE)("a link does not lead to %j", (address) => {
  expect(linkTo(address)).toBeUndefined();
});

test.each([null, undefined, 3, {}])("what is no text leads nowhere: %j", (address) => {
  expect(linkTo(address)).toBeUndefined();
  expect(mediaAt(address)).toBeUndefined();
});

test.each([
  "https://a.test/?q=javascript:",
  "HTTP://a.test",
  "//a.test",
  "/files/a.csv",
  "a.html",
  "?page=2",
  "#part",
  "mailto:a@b.test",
  "tel:+47123",
])("a link leads to %j", (address) => {
  expect(linkTo(address)).toBe(address);
});

test("a link that downloads may hold its file", () => {
  expect(linkTo("data:text/csv,1", true)).toBe("data:text/csv,1");
  expect(linkTo("javascript:alert(1)", true)).toBeUndefined();
});

test("media come from the web or as themselves, never as a page", () => {
  for (const address of ["https://a.test/a.png", "data:image/png;base64,AA==", "blob:x", "a.mp4"])
    expect(mediaAt(address)).toBe(address);
  for (const address of ["data:text/html,x", "javascript:x", "java\tscript:x", "file:///x"])
    expect(mediaAt(address)).toBeUndefined();
});

test("a frame shows pages and data, and runs no address", () => {
  expect(frameAt("data:text/html,<p>")).toBe("data:text/html,<p>");
  expect(frameAt("java\tscript:parent.P=1")).toBeUndefined();
});

test("no element gets in that submits, loads or changes the page", () => {
  for (const tag of ["form", "base", "meta", "link", "object", "embed", "script", "dialog"])
    expect(TAGS).not.toContain(tag);
  for (const tag of ["animate", "set", "handler", "template", "slot", "map", "portal", "frame"])
    expect(TAGS).not.toContain(tag);
});

test("no attribute gets in that acts, submits, or gives a name", () => {
  for (const name of ["name", "formaction", "action", "ping", "is", "slot", "popover"])
    expect(ATTRIBUTES).not.toContain(name);
  expect(admit("input", "form", "a", "")).toBeUndefined();
  expect(admit("input", "type", "submit", "")).toBe("button");
  expect(ATTRIBUTES.filter((name) => name.startsWith("on"))).toEqual([]);
  const data = ATTRIBUTES.filter((name) => name.startsWith("data-"));
  expect(data).toEqual(["data-anchor", "data-tex"]);
});

test.each([
  "jp-Cell",
  "jp-OutputArea-child",
  "JP-Notebook",
  "lm-Widget",
  "lm-mod-hidden",
  "p-Widget",
  "p-mod-hidden",
  "cm-content",
  "CodeMirror-lines",
  "xterm-hover",
  "MathJax",
  "jupyter-widgets",
  "widget-button",
  "monaco-editor",
  "codicon-add",
  "rs",
  "rs-popup",
  "rs-toasts",
])("markup has no class on which front ends act: %s", (name) => {
  expect(isFree(name)).toBe(false);
});

test.each(["card", "p-4", "dataframe", "sk-top-container", "xr-wrap", "rs-red", "lmao", "output"])(
  "markup keeps a class of its own: %s",
  (name) => expect(isFree(name)).toBe(true),
);

test("ids, and what points at them, change together", () => {
  expect(admit("p", "id", "a", "u-")).toBe("u-a");
  expect(admit("label", "for", "a", "u-")).toBe("u-a");
  expect(admit("p", "aria-labelledby", "a b", "u-")).toBe("u-a u-b");
  expect(admit("use", "xlink:href", "#a", "u-")).toBe("#u-a");
  expect(admit("rect", "fill", "url(#a)", "u-")).toBe("url(#u-a)");
});

test("a part of a drawing is taken from the same drawing only", () => {
  for (const address of ["https://a.test/x.svg#a", "data:image/svg+xml,x", "x.svg#a"])
    expect(admit("use", "href", address, "")).toBeUndefined();
});

test.each([
  ["#a .b, p#c[href='#d']", "#u-a .b, p#u-c[href='#d']"],
  ["body", ":scope"],
  [":root > .x", ":scope > .x"],
  ["html body h1", ":scope h1"],
  [".stApp .x", ":scope .x"],
  [".stApp > .stAppViewContainer > p.x", ":scope p.x"],
  [".body, .html-x, x-body", ".body, .html-x, x-body"],
  ['a[title="body #x"]', 'a[title="body #x"]'],
])("a selector is about the app: %s", (given, expected) => {
  expect(selector(given, "u-")).toBe(expected);
});

test.each([
  // A kind by its class and by its test id; those that are several kinds here.
  [".stLinkButton, [data-testid='stLinkButton']", ".rs-k-link_button, .rs-k-link_button"],
  ["[data-testid=\"stDataFrame\"] canvas", ":is(.rs-k-dataframe, .rs-k-data_editor) canvas"],
  // Parts of an element, and Streamlit's type of it, which is not ours.
  ["section[data-testid='stSidebar'] > div:first-child", ".rs-side"],
  ["[data-testid=stMetricValue] > div", ".rs-metric-value > div"],
  // What is deeper in Streamlit.
  [".stTextInput > div > div > input:focus", ".rs-k-text_input input:focus"],
  [".stDownloadButton>button::before", ".rs-k-download_button button::before"],
  [".stSelectbox > div > div", ".rs-k-selectbox > .rs-field > :not(.rs-label)"],
  [".stProgress > div > div > div", ".rs-k-progress > div > div > div"],
  // What is one node here.
  [".st-key-a .stCode", ":is(.st-key-a .rs-k-code, .st-key-a.rs-k-code)"],
  [".st-key-a.stVerticalBlock > .x", ".st-key-a .x"],
  [".x:not(.stJson, .y) .stJson", ".x:not(.rs-k-json, .y) .rs-k-json"],
  // What has no name of Streamlit's.
  [".stretch > div.star", ".stretch > div.star"],
  ["a:is([title='>, ('], b) ~ \\31 x", "a:is([title='>, ('], b) ~ \\31 x"],
])("what a sheet calls by Streamlit's names is ours: %s", (given, expected) => {
  expect(adapted(given)).toBe(expected);
});

test("an element's row is none that others stand in", () => {
  const [first, second] = adapted(".element-container:has(#m) + .stElementContainer").split(" + ");
  expect(first).toMatch(/^\.rs-row:where\(:not\(:is\(.*\.rs-k-container,.*\)\)\):has\(#m\)$/);
  expect(second).toMatch(/^\.rs-row:where/);
  expect(adapted(".stLayoutWrapper")).toMatch(/^:is\(.*\.rs-k-expander,.*\)$/);
});

test("a rule weighs as much against ours as against Streamlit's", () => {
  expect(weighted(".a b, p::after, > *")).toBe(":is(*, .rs).a b, p:is(*, .rs)::after, > *:is(*, .rs)");
});

test("a chart's titles and sectors lead where links may", () => {
  const option = { title: { link: "java\tscript:x", target: "self" }, series: [{ data: [{ link: "https://a.test" }] }] };
  const { title, series } = admitted(option, () => null as never);
  expect(title.link).toBeUndefined();
  expect(series[0].data[0]).toEqual({ link: "https://a.test", target: "blank" });
});

test("the markup of a chart's tooltips passes the gate, wherever it is given", () => {
  const filled: string[] = [];
  const fill = (template: string) => (filled.push(template), null as never);
  const option = {
    tooltip: { formatter: "<img src=x onerror=alert(1)>{b}", className: "jp-Cell", appendTo: "body" },
    series: [{ tooltip: { formatter: "<b>", borderColor: 'red"><img src=x onerror=alert(1)>' } }],
  };
  const { tooltip, series } = admitted(option, fill);
  expect(Object.keys(tooltip)).toEqual(["formatter"]);
  tooltip.formatter({});
  series[0].tooltip.formatter({});
  expect(filled).toEqual([option.tooltip.formatter, "<b>"]);
  expect(series[0].tooltip.borderColor).not.toMatch(/[<>"]/);
});
