// A link to somewhere else, in a tab of its own: in this one is the notebook.
import type { ComponentChildren, JSX } from "preact";
import { linkTo } from "./gate";

interface LinkProps {
  /** Where it leads; an address that nothing may lead to, or none, makes it no link. */
  to: unknown;
  class?: string;
  children: ComponentChildren;
  [data: `data-${string}`]: unknown;
}

export function Link({ to, children, ...rest }: LinkProps): JSX.Element {
  return (
    <a {...rest} href={linkTo(to)} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
