// The pages of an app: links to them, and their menu.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { addressOf, hasAddresses } from "../../dom/address";
import { linkTo } from "../../dom/gate";
import { Strokes } from "../../dom/icons";
import { Text } from "../../dom/text";
import { Tip } from "../../dom/tip";
import type { Entry, Navigation } from "../../../contract/page";
import { usePage, type ElementProps } from "../../view/view";

const UP = "M7 17L17 7M8 7h9v9";

/** A link that asks the kernel for a page, or leads elsewhere. */
function Link({ entry, query, disabled, current, right }: LinkProps): JSX.Element {
  const page = usePage();
  const { href, name } = entry;
  const icon = entry.icon && <Text text={entry.icon} class="rs-glyph" />;
  const elsewhere = href !== undefined && href !== null;
  return (
    <Tip text={entry.help}>
      <a
        class="rs-page-link"
        href={disabled ? undefined : elsewhere ? linkTo(href) : addressOfPage(name, query)}
        target={elsewhere ? "_blank" : undefined}
        rel={elsewhere ? "noopener noreferrer" : undefined}
        aria-current={current ? "page" : undefined}
        aria-disabled={disabled || undefined}
        onClick={(event) => {
          if (elsewhere || (hasAddresses() && opensElsewhere(event))) return;
          event.preventDefault();
          if (!disabled) page?.go(name, query);
        }}
      >
        {!right && icon}
        <Text text={entry.label} class="rs-md" />
        {right && icon}
        {elsewhere && <Strokes path={UP} />}
      </a>
    </Tip>
  );
}

function addressOfPage(name: string, query?: string): string {
  return hasAddresses() ? addressOf(name, query) : `#${name}`;
}

/** Does the reader ask for another tab or window? */
function opensElsewhere({ ctrlKey, metaKey, shiftKey }: MouseEvent): boolean {
  return ctrlKey || metaKey || shiftKey;
}

interface LinkProps {
  entry: Entry;
  query?: string;
  disabled?: boolean;
  current?: boolean;
  right?: boolean;
}

export function PageLink({ props }: ElementProps<"page_link">): JSX.Element {
  const { page: name = "", href, label, icon, help } = props;
  return (
    <Link
      entry={{ name, href, label, icon, help }}
      query={props.query}
      disabled={props.disabled}
      current={props.current}
      right={props.icon_position === "right"}
    />
  );
}

const SEVERAL = 12;

/** The menu of the pages; a long one shows its first pages, and the others on demand. */
export function Menu({ navigation }: { navigation: Navigation }): JSX.Element {
  const { sections, current, position, expanded } = navigation;
  const count = sections.reduce((sum, { pages }) => sum + pages.length, 0);
  const most = typeof expanded === "number" ? expanded : SEVERAL;
  const long = position === "sidebar" && expanded !== true && count > most;
  const [all, setAll] = useState(false);
  let room = long && !all ? most : Infinity;
  return (
    <nav class="rs-menu" data-position={position} aria-label="Pages">
      {sections.map(({ title, pages }) => {
        const visible = pages.slice(0, room);
        room -= visible.length;
        return (
          visible.length > 0 && (
            <section key={title}>
              {title && <h2>{title}</h2>}
              {visible.map((entry) => (
                <Link key={entry.name} entry={entry} current={entry.name === current} />
              ))}
            </section>
          )
        );
      })}
      {long && (
        <button type="button" class="rs-more" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? "Show fewer pages" : `Show ${count - most} more pages`}
        </button>
      )}
    </nav>
  );
}
