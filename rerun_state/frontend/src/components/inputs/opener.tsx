// The button of what opens below it: a menu, a panel.
import type { JSX, RefObject } from "preact";
import type { PropsOf } from "../../../contract";
import { Icon } from "../../dom/icons";
import { Tip } from "../../dom/tip";
import { Face } from "./button";

interface OpenerProps {
  props: Pick<PropsOf<"popover">, "label" | "icon" | "type" | "help" | "disabled">;
  anchor: RefObject<HTMLButtonElement | null>;
  opens: "menu" | "dialog";
  open: boolean;
  onToggle(): void;
  id?: string;
  onKeyDown(event: KeyboardEvent): void;
  onFocusOut?(event: FocusEvent): void;
}

export function Opener({ props, anchor, opens, open, onToggle, ...more }: OpenerProps): JSX.Element {
  return (
    <Tip text={props.help} quiet={open}>
      <button
        {...more}
        type="button"
        ref={anchor}
        class="rs-btn"
        data-type={props.type}
        disabled={props.disabled}
        aria-haspopup={opens}
        aria-expanded={open}
        // A press outside closes what is open before the click arrives here.
        onPointerDown={(event) => open && event.preventDefault()}
        onClick={onToggle}
      >
        <Face props={props} />
        <Icon name="chevron" />
      </button>
    </Tip>
  );
}
