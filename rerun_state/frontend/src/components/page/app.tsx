// The page as a whole: a panel at the side, the main column, and what belongs at the bottom.
import type { JSX } from "preact";
import type { PropsOf } from "../../../contract";
import type { Navigation } from "../../../contract/page";
import { useLayoutEffect, useState } from "preact/hooks";
import { Icon } from "../../dom/icons";
import { useTab } from "../../dom/tab";
import { useSource } from "../../view/source";
import { RowView, type ElementProps } from "../../view/view";
import type { RowNode } from "../../view/store";
import { lazy } from "../../view/lazy";

const Logo = lazy<{ node: RowNode; small?: boolean }>("page", "logo");
const Menu = lazy<{ navigation: Navigation }>("page", "menu");

export function App({ props, node }: ElementProps<"app">): JSX.Element {
  const sections = node.children.filter((child) => child.row.t !== "sidebar");
  const sidebar = node.children.find((child) => child.row.t === "sidebar");
  const events = node.children.find((child) => child.row.t === "event");
  const { navigation } = props;
  useTab(props);
  useSource(events);
  useSource(sidebar);
  const logo = events?.children.find((child) => child.row.t === "logo");
  const menu = navigation && navigation.sections.length > 0 && <Menu navigation={navigation} />;
  const beside = navigation?.position === "sidebar";
  const aside = Boolean(sidebar?.children.length || (menu && beside));
  return (
    <div class="rs-app" data-layout={props.layout}>
      {sidebar && aside && (
        <Sidebar node={sidebar} app={props}>
          {(open) => (
            <>
              {logo && <Logo node={logo} small={!open} />}
              {open && beside && menu}
            </>
          )}
        </Sidebar>
      )}
      <div class="rs-sections">
        {logo && !aside && <Logo node={logo} />}
        {!beside && menu}
        {sections.map((section) => (
          <Section key={section.key} node={section} />
        ))}
      </div>
    </div>
  );
}

/** A section takes no room before there is something in it. */
function Section({ node }: { node: RowNode }): JSX.Element | null {
  useSource(node);
  return node.children.length ? <RowView node={node} /> : null;
}

interface SidebarProps {
  node: RowNode;
  app: PropsOf<"app">;
  children: (open: boolean) => JSX.Element;
}

/** Whether the sidebar is open at first; where nothing is said, that depends on the screen. */
const OPEN: Record<string, boolean> = { expanded: true, locked: true, collapsed: false };
const WIDE = 768;

function Sidebar({ node, app, children }: SidebarProps): JSX.Element {
  const wanted = OPEN[String(app.sidebar)];
  const [open, setOpen] = useState(() => wanted ?? innerWidth >= WIDE);
  // The program may say so later, or otherwise in another run.
  useLayoutEffect(() => {
    if (wanted !== undefined) setOpen(wanted);
  }, [wanted]);
  const locked = app.sidebar === "locked";
  const width = typeof app.sidebar === "number" && open ? `${app.sidebar}px` : undefined;
  return (
    <aside class="rs-side" aria-label="Sidebar" data-open={open} style={{ width }}>
      {!locked && (
        <button
          type="button"
          class="rs-inner"
          aria-label={open ? "Close the sidebar" : "Open the sidebar"}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <Icon name="panel" />
        </button>
      )}
      {children(open)}
      <div class="rs-side-content" hidden={!open}>
        <RowView node={node} />
      </div>
    </aside>
  );
}
