// Style sheets that were written for Streamlit: what they call by its classes and test ids, as the
// elements of this page. Streamlit has more nodes for an element than we have, so `>` may mean one
// that stands deeper.
import { parse, written, type Compound } from "./selector";
import { isVisitors } from "./visitors";

const row = (...kinds: string[]) => {
  const classes = kinds.map((kind) => `.rs-k-${kind}`);
  return classes.length > 1 ? `:is(${classes.join(", ")})` : classes[0]!;
};
const ofType = (type: string) =>
  type === "secondary" ? ":not([data-type=primary], [data-type=tertiary])" : `[data-type=${type}]`;
const within = (selector: string) => `:is(${selector})`;
const SUBMIT = ":has([data-submit])";

/** Rows that other rows stand in; the rest are elements. */
const PLACES = row(
  ...["app", "main", "sidebar", "event", "bottom", "fragment", "guest", "cell", "dialog", "empty"],
  ...["container", "columns", "column", "grid", "tabs", "tab", "expander", "status", "popover"],
  ...["form", "chat_message"],
);

/** What is not called as our kind is, by Streamlit's name without `st`. */
const NAMES: Record<string, string> = {
  // The page
  App: ":scope",
  AppViewContainer: ":scope",
  Main: ".rs-app",
  MainBlockContainer: ".rs-sections",
  Sidebar: ".rs-side",
  SidebarContent: ".rs-side-content",
  SidebarUserContent: row("sidebar"),
  SidebarNav: ".rs-menu[data-position=sidebar]",
  SidebarNavLink: within(".rs-menu .rs-page-link"),
  BottomBlockContainer: row("bottom"),
  Logo: ".rs-logo",
  // Places
  ElementContainer: `.rs-row:where(:not(${PLACES}))`,
  LayoutWrapper: PLACES,
  VerticalBlock: ".rs-stack",
  HorizontalBlock: within(".rs-columns, .rs-stack[data-direction=horizontal]"),
  Form: ".rs-stack[role=form]",
  Expander: row("expander", "status"),
  ExpanderDetails: within(".rs-expander > .rs-stack"),
  Tab: ".rs-tab",
  TabPanel: "[role=tabpanel]",
  PopoverButton: within(".rs-k-popover > .rs-btn, .rs-k-popover > .rs-tip-anchor > .rs-btn"),
  PopoverBody: ".rs-panel",
  ChatMessage: ".rs-message",
  ChatMessageContent: within(".rs-message > .rs-stack"),
  ChatMessageAvatarUser: within("[data-role=user] > .rs-avatar"),
  ChatMessageAvatarAssistant: within("[data-role=assistant] > .rs-avatar"),
  ChatMessageAvatarCustom: within(".rs-message:not([data-role=user], [data-role=assistant]) > .rs-avatar"),
  // Text
  Markdown: row("markdown", "divider"),
  MarkdownContainer: ".rs-md",
  MarkdownBadge: ".rs-badge",
  CaptionContainer: ".rs-caption",
  HeadingWithActionElements: ".rs-heading",
  HeaderActionElements: ".rs-anchor",
  Help: row("help_info"),
  // Data
  DataFrame: row("dataframe", "data_editor"),
  TableStyledTable: within(".rs-table table"),
  Metric: ".rs-metric",
  MetricLabel: ".rs-metric-label",
  MetricValue: ".rs-metric-value",
  MetricDelta: ".rs-metric-delta",
  ElementToolbar: ".rs-grid-tools",
  DeckGlJsonChart: row("pydeck_chart", "map"),
  GraphVizChart: row("graphviz_chart"),
  // Media
  ImageContainer: ".rs-image",
  ImageCaption: "figcaption",
  IFrame: row("iframe"),
  // Inputs
  Button: `${row("button")}:where(:not(${SUBMIT}))`,
  FormSubmitButton: `${row("button")}${SUBMIT}`,
  MenuButtonButton: within(".rs-k-menu_button .rs-btn"),
  WidgetLabel: ".rs-label",
  MultiSelect: row("multiselect"),
  Slider: row("slider", "select_slider"),
  SliderThumbValue: ".rs-bubble",
  SliderTickBar: ".rs-ends",
  DateTimeInput: row("datetime_input"),
  RadioGroup: within(".rs-radio, .rs-group"),
  RadioOption: within(".rs-radio > .rs-check"),
  TextInputRootElement: within(".rs-k-text_input .rs-box"),
  TextInputField: within(".rs-k-text_input input"),
  TextAreaRootElement: ".rs-area",
  NumberInputContainer: ".rs-number",
  NumberInputField: within(".rs-number input"),
  NumberInputStepDown: ".rs-step:not(.rs-step ~ .rs-step)",
  NumberInputStepUp: within(".rs-step ~ .rs-step"),
  DateInputField: within(".rs-k-date_input .rs-box"),
  DateTimeInputField: within(".rs-k-datetime_input .rs-box"),
  TimeInputTimeDisplay: within(".rs-k-time_input .rs-box"),
  ColorPickerBlock: ".rs-swatch",
  FileUploaderDropzone: ".rs-drop",
  ChatInputTextArea: within(".rs-k-chat_input textarea"),
  "PageLink-NavLink": within(".rs-k-page_link .rs-page-link"),
  // Status
  AlertContainer: ".rs-alert",
  ProgressBarTrack: ".rs-bar",
  Toast: ".rs-toast",
  // Components
  CustomComponentV1: row("component_instance"),
};

/** The column of a visitor's page; the id twice, as what it is to override has it once. */
const VISIT = within("#rs-visit#rs-visit > div:not(.rs-beside)");

/** Classes of Streamlit's that do not begin as the others. */
const OTHERS: Record<string, string> = {
  "block-container": "MainBlockContainer",
  "appview-container": "AppViewContainer",
  "element-container": "ElementContainer",
};

/** Inputs below whose name Streamlit has nothing but the label and the control. */
const FIELD = /Input$|^(TextArea|Selectbox|MultiSelect|Radio|ButtonGroup|ColorPicker|FileUploader)$/;
/** A compound that says nothing but that something is there. */
const VAGUE = /^(div|\*)(:(first|last|nth)-child(\(\d+\))?)?$/;
/** Text that Markdown makes a paragraph in Streamlit, and bare text here. */
const PARAGRAPH = ":is(p, .rs-md:where(:not(:has(p), :is(h1, h2, h3, h4, h5, h6) *)))";

/** What one part of a compound calls by a name of Streamlit's, without `st`. */
function nameOf(part: string): string | undefined {
  const attribute = /^\[\s*data-testid\s*=\s*["']?st([\w-]+)["']?\s*\]$/.exec(part);
  if (attribute) return attribute[1];
  if (part === '[role="radiogroup"]') return "RadioGroup"; // here that has the label in it
  const [, name] = /^\.st([A-Z]\w*)$/.exec(part) ?? [];
  return name ?? (part.startsWith(".") ? OTHERS[part.slice(1)] : undefined);
}

/** Our selector for a name of Streamlit's; a kind is called as it is, but in another case. */
function oursFor(name: string): string {
  const [, type, submit] = /^Base(?:Link)?Button-(primary|secondary|tertiary)(FormSubmit)?$/.exec(name) ?? [];
  if (type) return `.rs-btn${ofType(type)}${submit ? "[data-submit]" : ""}`;
  const alert = /^AlertContent(Error|Warning|Info|Success)$/.exec(name);
  if (alert) return within(`.rs-alert[data-format=${alert[1]!.toLowerCase()}] > div`);
  if (name === "MainBlockContainer" && isVisitors()) return VISIT;
  if (Object.hasOwn(NAMES, name)) return NAMES[name]!;
  return row(name.replace(/(?!^)[A-Z]/g, "_$&").toLowerCase());
}

/** A compound as it is to be for this page. */
interface Told extends Compound {
  name?: string | undefined;
}

function told({ joint, parts }: Compound): Told {
  const name = parts.map(nameOf).find((found) => found !== undefined);
  const keyed = parts.some(isKey);
  const ours = parts.flatMap((part, at) => {
    const called = nameOf(part);
    // A place with a key is one node of ours, which is around what is in it.
    if (called !== undefined) return keyed && called.endsWith("VerticalBlock") ? [] : [oursFor(called)];
    if (name !== undefined && at === 0 && /^[a-z]\w*$/i.test(part)) return []; // of another type here
    const kind = /^\[kind="?(primary|secondary|tertiary)"?\]$/.exec(part);
    if (kind) return [`.rs-btn${ofType(kind[1]!)}`];
    return [part.replace(/^(:(?:has|is|not|where))\((.*)\)$/s, (_, head, list) => `${head}(${adapted(list)})`)];
  });
  if (ours.length === 1 && ours[0] === "p") ours[0] = PARAGRAPH;
  return { joint, parts: ours, name };
}

const isKey = (part: string) => part.startsWith(".st-key-");

/** A list of selectors for Streamlit's page, as one for this page. */
export function adapted(list: string): string {
  return parse(list)
    .map((selector) => written(merged(loosened(selector.map(told)))))
    .join(", ");
}

/** Without the nodes that Streamlit has between an element and what is in it. */
function loosened(selector: Told[]): Told[] {
  const found: Told[] = [];
  for (let at = 0; at < selector.length; at++) {
    const compound = selector[at]!;
    found.push(compound);
    const { name } = compound;
    if (name === undefined) continue;
    let next = at + 1;
    while (selector[next]?.joint === ">" && VAGUE.test(selector[next]!.parts.join(""))) next++;
    const depth = next - at - 1;
    const inside = selector[next];
    if (inside?.joint === ">") {
      inside.joint = " ";
      at = next - 1;
    } else if (depth > 0 && name === "Sidebar") {
      at = next - 1;
    } else if (depth > 0 && depth < 3 && FIELD.test(name)) {
      found.push({ joint: ">", parts: [".rs-field"] }, { joint: ">", parts: [":not(.rs-label)"] });
      at = next - 1;
    }
  }
  return found;
}

/** Without what Streamlit has around an element and is the same node here. */
function merged(selector: Told[]): Told[] {
  const found: Told[] = [];
  for (const compound of selector) {
    const around = found.at(-1);
    const single = around && " >".includes(compound.joint) && singleOf(around, compound);
    if (single) found[found.length - 1] = single;
    else found.push(compound);
  }
  return found;
}

function singleOf(around: Told, compound: Told): Told | undefined {
  const outer = around.parts.join("");
  const own = compound.parts.join("");
  if (own === ":scope" && outer === own) return around;
  const as = (part: string) => ({ ...compound, joint: around.joint, parts: [part] });
  if (own === PARAGRAPH && around.name === "MarkdownContainer") return as(own);
  // A row with its key has the element in it or is that.
  const isRow = /^(:is\()?\.rs-k-/.test(own);
  return isRow && isWrapper(around) ? as(`:is(${outer} ${own}, ${outer}${own})`) : undefined;
}

function isWrapper({ name, parts }: Told): boolean {
  return parts.some(isKey) || name === "ElementContainer" || name === "LayoutWrapper";
}

/**
 * A list of selectors, each with a class's weight more: our own rules have that much more than
 * Streamlit's, since they all stand below `.rs`.
 */
export function weighted(list: string): string {
  return parse(list)
    .map(([first, ...rest]) => {
      const { joint, parts } = first!;
      const type = /^[a-z*&|]/i.test(parts[0] ?? "") ? 1 : 0;
      const more = [...parts.slice(0, type), ":is(*, .rs)", ...parts.slice(type)];
      return written([{ joint, parts: more }, ...rest]);
    })
    .join(", ");
}
