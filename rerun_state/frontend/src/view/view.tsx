// Rows to DOM. A row is drawn by the component of its kind, inside an element that carries what
// all kinds share: width, staleness, and its place among its siblings.
import type {
  EventOf,
  InputKind,
  KindName,
  PropsOf,
  SentBy,
  ValueOf,
  WatchedKind,
} from "../../contract";
import { defaults } from "../../contract/tables";
import {
  Component,
  createContext,
  type ComponentChild,
  type ComponentChildren,
  type JSX,
} from "preact";
import { useContext, useLayoutEffect, useRef, useState } from "preact/hooks";
import { ModelContext } from "../model/context";
import { keepFocusInMoves } from "../dom/move";
import { Embed } from "./embed";
import type { Input } from "./input";
import { lifeOf } from "../model/life";
import type { Page } from "./page";
import { useSource } from "../model/source";
import { useOffline } from "../dom/network";
import { ownsPage } from "../dom/own";
import type { RowNode } from "./store";
import type { Model, Wire } from "../types";

/** The value of an element of a kind, and what it says; undefined where it has neither. */
export type InputOf<K extends KindName> = K extends InputKind
  ? Input<ValueOf<K>, SentBy<K>, EventOf<K>>
  : K extends WatchedKind
    ? Input<ValueOf<K>, SentBy<K>, EventOf<K>> | undefined
    : undefined;

/** What a component of the table in kinds.ts is given: the contract says what there is. */
export interface ElementProps<K extends KindName> {
  props: PropsOf<K>;
  input: InputOf<K>;
  /** The row, for containers which look at their children. */
  node: RowNode;
}

export interface View<K extends KindName> {
  (props: ElementProps<K>): JSX.Element | null;
  /** The text that is all there is to show: its row has it in it, and no component draws it. Pages
   *  have thousands, each of which a browser has to make, style and place. */
  bare?(props: PropsOf<K>): string | undefined;
}

/** Components by the kind that they draw. */
export type Views = { [K in KindName]?: View<K> };

/** The components, handed in from above: some of them draw rows in their turn. */
const ViewsContext = createContext<Views>({});
const PageContext = createContext<Page | null>(null);
/** Are inputs held still, because nobody would hear of them? */
const StillContext = createContext(false);
/** Elements with a value that can be looked through without a kernel. */
const READABLE = new Set(["dataframe"]);

/** The page that an element stands in; none for an input on its own. */
export function usePage(): Page | null {
  return useContext(PageContext);
}

export function PageView({ page, kinds }: { page: Page; kinds: Views }): JSX.Element {
  return (
    <ViewsContext.Provider value={kinds}>
      <PageContext.Provider value={page}>
        <Living model={page.model}>
          <Root page={page} />
        </Living>
      </PageContext.Provider>
    </ViewsContext.Provider>
  );
}

/** The pages around what is drawn, the outermost first. */
const AroundContext = createContext<readonly Page[]>([]);

/** What is drawn belongs to a page that stands within others. Of one within itself nothing is. */
export function Inner({ page, children }: { page: Page; children: ComponentChildren }): JSX.Element | null {
  const around = useContext(AroundContext);
  const outer = useContext(PageContext);
  if (page === outer || around.includes(page)) return null;
  return (
    <AroundContext.Provider value={outer ? [...around, outer] : around}>
      <PageContext.Provider value={page}>
        <ModelContext.Provider value={page.model}>{children}</ModelContext.Provider>
      </PageContext.Provider>
    </AroundContext.Provider>
  );
}

function Root({ page }: { page: Page }): JSX.Element {
  useSource(page.store);
  return <RowView node={page.store.root} />;
}

/** An input outside of a page. */
export function InputAlone({ input, kinds }: { input: Input; kinds: Views }): JSX.Element {
  return (
    <ViewsContext.Provider value={kinds}>
      <Living model={input.model}>
        <InputView input={input} node={ALONE} />
      </Living>
    </ViewsContext.Provider>
  );
}

const OFFLINE = "Your browser is offline.";
const CUT = "The connection to the kernel is cut.";

/** What has a kernel, or says that it has none and holds its inputs still. */
function Living({ model, children }: { model: Model; children: ComponentChildren }): JSX.Element {
  const life = lifeOf(model);
  const offline = useOffline();
  useSource(life);
  const trouble = offline ? OFFLINE : life.cut ? CUT : null;
  return (
    <ModelContext.Provider value={model}>
      <StillContext.Provider value={life.lost || life.away}>
        {life.lost && <Lost saved={life.saved} />}
        {trouble && !life.lost && !life.away && (
          <p class="rs-note rs-offline" role="status">
            {trouble} What you change may not reach the app before it is back.
          </p>
        )}
        <div class={life.lost && !life.saved ? "rs-gone" : undefined}>{children}</div>
      </StillContext.Provider>
    </ModelContext.Provider>
  );
}

function Lost({ saved }: { saved: boolean }): JSX.Element {
  const note = useRef<HTMLParagraphElement>(null);
  const whole = ownsPage() && !saved;
  useLayoutEffect(() => {
    if (whole) note.current!.showPopover?.(); // in sight wherever the reader has scrolled to
  }, [whole]);
  if (whole) {
    return (
      <p class="rs-note rs-lost" role="status" popover="manual" ref={note}>
        This page has lost its kernel.
        <button type="button" class="rs-btn" onClick={() => location.reload()}>
          Reload the page
        </button>
      </p>
    );
  }
  return (
    <p class="rs-note rs-lost" role="status" data-saved={saved || undefined}>
      {saved
        ? "This is shown as it was saved, without a kernel. Run its cell to use it."
        : "This app has lost its kernel. Run its cell to start it again."}
    </p>
  );
}

const ALONE = {
  key: 0,
  row: { k: 0 },
  props: {},
  children: [],
  stale: false,
} as unknown as RowNode;

/** The rows of a container. */
export function Children({ node }: { node: RowNode }): JSX.Element {
  useSource(node);
  return (
    <>
      {node.children.map((child) => (
        <RowView key={child.key} node={child} />
      ))}
    </>
  );
}

/** What draws a row, or the input of one. A fault in there does not take the page down. */
abstract class Guarded<P> extends Component<P, { error?: unknown }> {
  static override contextType = ViewsContext;
  override state: { error?: unknown } = {};

  override componentDidCatch(error: unknown): void {
    console.error("[rerun_state]", error);
    this.setState({ error });
  }

  /** What a row shows, in its frame. */
  protected draw(row: FrameProps): JSX.Element {
    // Only here, where kinds meet, are properties what the kernel says they are.
    const View = (this.context as Views)[row.kind as KindName] as View<any> | undefined;
    const bare = View?.bare?.(row.props as any);
    if (bare) return frame(row, bare, " rs-plain");
    return frame(
      row,
      this.state.error ? (
        <Problem error={this.state.error} />
      ) : View ? (
        <View props={row.props as any} input={row.input as never} node={row.node} />
      ) : (
        <p class="rs-note">This version of the page cannot show “{row.kind}”.</p>
      ),
    );
  }
}

/** A row, which is drawn anew when it changes and only then. Pages have thousands: so no hooks. */
export class RowView extends Guarded<{ node: RowNode }> {
  #drawn = -1;
  #leave?: (() => void) | undefined;

  override shouldComponentUpdate({ node }: { node: RowNode }, state: object): boolean {
    return node !== this.props.node || state !== this.state;
  }

  override componentDidMount(): void {
    const { node } = this.props;
    this.#leave = node.subscribe(() => this.forceUpdate());
    if (node.changes !== this.#drawn) this.forceUpdate(); // it has changed since it was drawn
  }

  override componentDidUpdate({ node }: { node: RowNode }): void {
    if (node === this.props.node) return;
    this.componentWillUnmount();
    this.componentDidMount();
  }

  override componentWillUnmount(): void {
    this.#leave?.();
  }

  override render(): JSX.Element {
    const { node } = this.props;
    this.#drawn = node.changes;
    const { m, w, t = "" } = node.row;
    if (w !== undefined) return <EmbedRow id={w} node={node} />;
    if (m !== undefined) return <InputRow id={m} node={node} />;
    return this.draw({ kind: t, props: node.props, node });
  }
}

function EmbedRow({ id, node }: { id: string; node: RowNode }): JSX.Element {
  const page = useContext(PageContext)!;
  const still = useContext(StillContext);
  return frame({ kind: "widget", props: {}, node, still }, <Embed manager={page.manager} id={id} />);
}

function InputRow({ id, node }: { id: string; node: RowNode }): JSX.Element | null {
  const page = useContext(PageContext)!;
  const [input, setInput] = useState<Input>();
  const [problem, setProblem] = useState<unknown>();
  // Before the page is painted, which would be without it.
  useLayoutEffect(() => {
    let gone = false;
    page.input(id).then(
      (found) => gone || setInput(found),
      (error) => gone || setProblem(error),
    );
    return () => {
      gone = true;
    };
  }, [page, id]);
  if (problem) return <Problem error={problem} />;
  return input ? <InputView input={input} node={node} /> : null;
}

function InputView({ input, node }: { input: Input; node: RowNode }): JSX.Element {
  useSource(input);
  const { kind, props } = input;
  const still = useContext(StillContext) && !node.row.c && !READABLE.has(kind);
  return <Drawn kind={kind} props={props} input={input} node={node} still={still} />;
}

class Drawn extends Guarded<FrameProps> {
  override render(): JSX.Element {
    return this.draw(this.props);
  }
}

/** What all kinds may say of their place. */
interface Placed {
  key?: string;
  width?: number | string;
  height?: number | string;
  wrap?: boolean;
  weight?: number;
  column_span?: number | "all";
  row_span?: number;
  text_alignment?: string;
}

interface FrameProps {
  kind: string;
  props: Placed & Wire;
  node: RowNode;
  still?: boolean | undefined;
  input?: Input | undefined;
}

const adopt = (row: HTMLElement | null): void => keepFocusInMoves(row && row.parentElement);

/** The element around each row. */
function frame(
  { kind, props, node, still, input }: FrameProps,
  shown: ComponentChild,
  shownClass = "",
): JSX.Element {
  const { width, height, wrap } = props;
  // Streamlit's class for style sheets of the author's own.
  const key = props.key ? ` st-key-${String(props.key).replace(/[^\w-]/g, "-")}` : "";
  const classes: string[] = input?.model.get("_dom_classes") ?? [];
  const looks = input?.style;
  const size = typeof width === "number" || looks?.width ? "fixed" : width;
  return (
    <div
      ref={adopt}
      class={[`rs-row rs-k-${kind}${key}${shownClass}`, ...classes].join(" ")}
      title={input?.model.get("tooltip")}
      data-width={size}
      data-height={height === "stretch" ? height : undefined}
      data-stale={node.stale || undefined}
      inert={still}
      data-wrap={wrap === defaults[kind]?.wrap ? undefined : String(wrap)}
      style={looks ? { ...styleOf(props), ...looks } : styleOf(props)}
    >
      {shown}
    </div>
  );
}

function styleOf(props: Placed): Record<string, string | number | undefined> | undefined {
  const { width, weight, column_span: across, row_span: down, text_alignment: align } = props;
  const textAlign = align === "left" ? undefined : align; // the style sheet says that
  if (typeof width === "number") return { width: `${width}px`, textAlign };
  // A cell's place in its grid.
  if (down !== undefined)
    return { gridColumn: across === "all" ? "1 / -1" : `span ${across}`, gridRow: `span ${down}` };
  // A column's part of the whole.
  if (weight !== undefined) return { "--rs-share": weight };
  return textAlign === undefined ? undefined : { textAlign };
}

function Problem({ error }: { error: unknown }): JSX.Element {
  return (
    <p class="rs-note" role="alert">
      This element could not be drawn: {String(error)}
    </p>
  );
}
