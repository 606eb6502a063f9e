// The page as a whole: a panel at the side, the main column, and what belongs at the bottom.
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { PropsOf } from "../../../contract";
import type { Navigation } from "../../../contract/page";
import { hasAddresses } from "../../dom/address";
import { mark } from "../../dom/marks";
import { ownsPage, useOnPage } from "../../dom/own";
import { useTab } from "../../dom/tab";
import { JoinContext, useGuests } from "../../view/guests";
import type { Page } from "../../view/page";
import { useSource, useSources, type Source } from "../../model/source";
import { Inner, RowView, type ElementProps } from "../../view/view";
import type { RowNode } from "../../view/store";
import { lazy } from "../../view/lazy";
import { Running } from "./running";
import { Sidebar } from "./sidebar";

const Address = lazy<PropsOf<"app">>("page", "address");
const Icon = lazy<Pick<PropsOf<"app">, "icon">>("page", "icon");
const Logo = lazy<{ node: RowNode; small?: boolean }>("page", "logo");
const Menu = lazy<{ navigation: Navigation }>("page", "menu");

export function App({ props, node }: ElementProps<"app">): JSX.Element {
  const sidebar = sectionOf(node, "sidebar");
  const events = sectionOf(node, "event");
  const [guests, join] = useGuests();
  useTab(props);
  useSources([sidebar, events, ...guests.flatMap(sourcesOf)]);
  const logo = events?.children.find((child) => child.row.t === "logo");
  const menu = menuOf(node, "sidebar");
  const aside = Boolean(
    props.aside || sidebar?.children.length || menu || guests.some(hasSide),
  );
  const [shown, show] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useOnPage("data-rs-wide", props.layout === "wide");
  useLayoutEffect(() => {
    const cell = props.hide_code && !shown && place.current!.closest(".jp-Cell");
    return cell ? mark(cell, "data-rs-hides-code") : undefined;
  }, [props.hide_code, shown]);
  return (
    <div
      class="rs-app"
      ref={place}
      data-layout={props.layout}
      data-code={props.hide_code ? (shown ? "shown" : "hidden") : undefined}
    >
      {props.hide_code && (
        <button type="button" class="rs-code-toggle" onClick={() => show(!shown)}>
          {shown ? "Hide code" : "Show code"}
        </button>
      )}
      {props.page?.path !== undefined && hasAddresses() && <Address {...props} />}
      {props.icon !== undefined && ownsPage() && <Icon icon={props.icon} />}
      <Running />
      {sidebar && aside && (
        <Sidebar app={props} content={sideOf(sidebar, guests)}>
          {(open) => (
            <>
              {logo && <Logo node={logo} small={!open} />}
              {open && menu}
            </>
          )}
        </Sidebar>
      )}
      <div class="rs-sections">
        {logo && !aside && <Logo node={logo} />}
        {menuOf(node, "top")}
        <JoinContext.Provider value={join}>
          <Sections root={node} />
        </JoinContext.Provider>
      </div>
    </div>
  );
}

/** All of a page but its sidebar. */
export function Sections({ root }: { root: RowNode }): JSX.Element {
  useSource(root);
  const sections = root.children.filter((child) => child.row.t !== "sidebar");
  return (
    <>
      {sections.map((section) => (
        <Section key={section.key} node={section} />
      ))}
    </>
  );
}

/** A section takes no room before there is something in it. */
function Section({ node }: { node: RowNode }): JSX.Element | null {
  useSource(node);
  const isThere = node.children.length > 0;
  useOnPage("data-rs-bottom", isThere && node.row.t === "bottom");
  return isThere ? <RowView node={node} /> : null;
}

/** The menu of a page's pages, if it is to stand there. */
export function menuOf(root: RowNode, position: Navigation["position"]): JSX.Element | null {
  const navigation = root.props.navigation as Navigation | undefined;
  const stands = navigation?.position === position && navigation.sections.length > 0;
  return stands ? <Menu navigation={navigation} /> : null;
}

function sectionOf(root: RowNode, kind: string): RowNode | undefined {
  return root.children.find((child) => child.row.t === kind);
}

function sourcesOf(page: Page): (Source | undefined)[] {
  return [page.store, page.store.root, sectionOf(page.store.root, "sidebar")];
}

/** What stands in the sidebar: a page's own elements, and those of the pages within it. */
function sideOf(sidebar: RowNode, guests: Page[]): JSX.Element {
  return (
    <>
      <RowView node={sidebar} />
      {guests.filter(hasSide).map((page) => (
        <Inner page={page} key={page.name}>
          <GuestSide root={page.store.root} />
        </Inner>
      ))}
    </>
  );
}

/** Has a page something for the sidebar of the one around it? */
function hasSide({ store: { root } }: Page): boolean {
  return Boolean(sectionOf(root, "sidebar")?.children.length || menuOf(root, "sidebar"));
}

/** What a page within this one has for the sidebar. */
function GuestSide({ root }: { root: RowNode }): JSX.Element {
  const sidebar = sectionOf(root, "sidebar");
  return (
    <>
      {menuOf(root, "sidebar")}
      {sidebar && <RowView node={sidebar} />}
    </>
  );
}
