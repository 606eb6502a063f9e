// The panel at the side. In a notebook it belongs to its app; a page that is the apps' own has one
// for all of them, at full height.
import type { ComponentChildren, JSX } from "preact";
import { render } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { PropsOf } from "../../../contract";
import { Icon } from "../../dom/icons";
import { ownsPage, placeOfApps, useOnPage } from "../../dom/own";
import { newRoot, openRoot } from "../../dom/root";
import { Source, useSource } from "../../model/source";

interface SidebarProps {
  app: PropsOf<"app">;
  /** What stands above the app's own elements; less of it where the sidebar is closed. */
  children: (open: boolean) => JSX.Element;
  content: JSX.Element;
}

export function Sidebar(props: SidebarProps): JSX.Element {
  return ownsPage() ? <SharedPart {...props} /> : <OwnSidebar {...props} />;
}

/** Whether the sidebar is open at first; where nothing is said, that depends on the screen. */
const OPEN: Record<string, boolean> = { expanded: true, locked: true, collapsed: false };
const NARROW = matchMedia("(max-width: 767px)");

function OwnSidebar({ app, content, children }: SidebarProps): JSX.Element {
  const wanted = OPEN[String(app.sidebar)];
  const [open, setOpen] = useState(() => wanted ?? !NARROW.matches);
  // The program may say so later, or otherwise in another run.
  useLayoutEffect(() => {
    if (wanted !== undefined) setOpen(wanted);
  }, [wanted]);
  return (
    <Panel open={open} asked={app.sidebar} toggle={() => setOpen(!open)}>
      {children(open)}
      <div class="rs-side-content" hidden={!open}>
        {content}
      </div>
    </Panel>
  );
}

interface PanelProps {
  open: boolean;
  asked: PropsOf<"app">["sidebar"];
  toggle: () => void;
  children: ComponentChildren;
}

function Panel({ open, asked, toggle, children }: PanelProps): JSX.Element {
  const width = typeof asked === "number" && open ? `${asked}px` : undefined;
  return (
    <aside class="rs-side" aria-label="Sidebar" data-open={open} style={{ width }}>
      {asked !== "locked" && (
        <button
          type="button"
          class="rs-inner"
          aria-label={open ? "Close the sidebar" : "Open the sidebar"}
          aria-expanded={open}
          onClick={toggle}
        >
          <Icon name="panel" />
        </button>
      )}
      {children}
    </aside>
  );
}

/** An app's part of the page's sidebar: drawn where the app stands, and moved there. */
function SharedPart({ app, content, children }: SidebarProps): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const part = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => SHARED.add(place.current!, part.current!), []);
  useLayoutEffect(() => SHARED.ask(app.sidebar), [app.sidebar]);
  return (
    <div hidden ref={place}>
      <div class="rs-side-part" ref={part}>
        {children(true)}
        {content}
      </div>
    </div>
  );
}

/** The sidebar of the whole page: there as long as an app has a part of it. */
class Shared extends Source {
  asked: PropsOf<"app">["sidebar"];
  open = true;
  readonly content = { current: null as HTMLDivElement | null };
  #parts = new Map<HTMLElement, HTMLElement>();
  #close: (() => void) | undefined;

  /** Take in a part, in the order in which the apps stand on the page; return how to let it go. */
  add(place: HTMLElement, part: HTMLElement): () => void {
    this.#close ??= this.#show();
    this.#parts.set(place, part);
    const places = [...this.#parts.keys()].sort(inDocument);
    for (const each of places) this.content.current!.append(this.#parts.get(each)!);
    return () => {
      this.#parts.delete(place);
      part.remove();
      if (this.#parts.size) return;
      this.#close?.();
      this.#close = undefined;
    };
  }

  /** What the program wants of it: open, closed, without a button, of a width. */
  ask(asked: PropsOf<"app">["sidebar"]): void {
    if (asked === undefined) return;
    this.asked = asked;
    this.set(OPEN[String(asked)] ?? this.open);
  }

  readonly set = (open: boolean): void => {
    this.open = open;
    this.changed();
  };

  #show(): () => void {
    const host = document.createElement("div");
    host.className = "rs-beside";
    placeOfApps()!.prepend(host);
    const root = newRoot();
    const close = openRoot(host, root);
    this.asked = undefined;
    this.open = !NARROW.matches;
    const follow = () => OPEN[String(this.asked)] ?? this.set(!NARROW.matches);
    NARROW.addEventListener("change", follow);
    render(<SharedPanel />, root);
    return () => {
      NARROW.removeEventListener("change", follow);
      render(null, root);
      close();
      host.remove();
    };
  }
}

const SHARED = new Shared();

function SharedPanel(): JSX.Element {
  useSource(SHARED);
  const { open, asked } = SHARED;
  useOnPage("data-rs-aside", open);
  return (
    <Panel open={open} asked={asked} toggle={() => SHARED.set(!open)}>
      <div class="rs-side-content" ref={SHARED.content} hidden={!open} />
    </Panel>
  );
}

function inDocument(a: Element, b: Element): number {
  return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}
