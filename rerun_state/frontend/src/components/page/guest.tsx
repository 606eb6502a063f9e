// The page of another app, in a place of this one.
import type { JSX } from "preact";
import { Text } from "../../dom/text";
import { useGuest, useJoin } from "../../view/guests";
import type { Page } from "../../view/page";
import { useSource } from "../../model/source";
import { Inner, type ElementProps } from "../../view/view";
import { Sections, menuOf } from "./app";

function Guest({ props }: ElementProps<"guest">): JSX.Element | null {
  const page = useGuest(props.model);
  if (page)
    return (
      <Inner page={page} key={props.model}>
        <Body page={page} />
      </Inner>
    );
  return props.waits === undefined ? null : (
    <p class="rs-note" role="status">
      <Text text={props.waits} />
    </p>
  );
}

function Body({ page }: { page: Page }): JSX.Element {
  useJoin(page);
  useSource(page.store); // which a saved page fills when the code it needs is here
  const { root } = page.store;
  return (
    <div class="rs-sections">
      {menuOf(root, "top")}
      <Sections root={root} />
    </div>
  );
}

export const kinds = { guest: Guest };
