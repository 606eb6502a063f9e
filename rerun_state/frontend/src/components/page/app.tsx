// The page as a whole: a panel at the side, the main column, and what belongs at the bottom.
import type { JSX } from "preact";
import type { Navigation } from "../../../contract/page";
import { useTab } from "../../dom/tab";
import { useSource } from "../../view/source";
import { RowView, type ElementProps } from "../../view/view";
import type { RowNode } from "../../view/store";
import { lazy } from "../../view/lazy";
import { Running } from "./running";
import { Sidebar } from "./sidebar";

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
      <Running />
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
