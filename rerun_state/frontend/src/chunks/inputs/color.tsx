// A colour: a swatch, from which a picker opens. What is picked is sent when the picker closes; Escape
// takes it back.
import type { ComponentChildren, JSX, RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Field } from "../../components/inputs/field";
import { useNow } from "../../dom/now";
import { usePopup } from "../../dom/popup";
import { plain } from "../../dom/text";
import { useUid } from "../../dom/uid";
import type { ElementProps, InputOf } from "../../view/view";
import { hexOf, hsvOf, toHex, type Hsv } from "./hsv";
import { Palette } from "./palette";

export function ColorPicker({ props, input }: ElementProps<"color_picker">): JSX.Element {
  const id = useUid();
  const button = useRef<HTMLButtonElement>(null);
  const { open, show, leave, color, picked, pick } = usePicking(input);
  const close = (taken: boolean) => {
    button.current!.focus();
    leave(taken);
  };
  return (
    <Field props={props} id={id}>
      <span
        class="rs-color"
        onFocusOut={({ currentTarget, relatedTarget }) => {
          if (open && !currentTarget.contains(relatedTarget as Node | null)) leave(true);
        }}
      >
        <button
          type="button"
          id={id}
          ref={button}
          class="rs-swatch"
          aria-haspopup="dialog"
          aria-expanded={open}
          aria-describedby={`${id}-color`}
          disabled={props.disabled}
          // Else the picker, which loses the focus, is closed before the click arrives here.
          onPointerDown={(event) => open && event.preventDefault()}
          onClick={() => (open ? close(true) : show())}
        >
          <span style={{ background: color }} />
        </button>
        <code id={`${id}-color`}>{picked ? color : (input.value ?? color)}</code>
        {open && (
          <Picker name={plain(props.label ?? "")} anchor={button} onClose={close}>
            <Palette color={picked ?? hsvOf(color)} onPick={pick} />
          </Picker>
        )}
      </span>
    </Field>
  );
}

/** The colour that is shown, and the one that is picked and not yet sent. */
function usePicking(input: InputOf<"color_picker">) {
  const [open, setOpen] = useState(false);
  const picked = useNow<Hsv | undefined>(undefined);
  const value = () => hexOf(input.value ?? "") ?? "#000000";
  return {
    open,
    show: () => setOpen(true),
    /** Close the picker, and send what is picked if it is `taken`. */
    leave(taken: boolean): void {
      const next = picked.value && toHex(picked.value);
      picked.set(undefined);
      setOpen(false);
      if (taken && next && next !== value()) input.commit(next);
    },
    color: picked.value ? toHex(picked.value) : value(),
    picked: picked.value,
    pick: (color: Hsv) => picked.set(color),
  };
}

interface PickerProps {
  name: string;
  anchor: RefObject<HTMLElement | null>;
  /** What was picked is taken, or it is not. */
  onClose(taken: boolean): void;
  children: ComponentChildren;
}

/** The layer with the palette, which has the focus as long as it is there. */
function Picker({ name, anchor, onClose, children }: PickerProps): JSX.Element {
  const layer = useRef<HTMLDivElement>(null);
  usePopup(true, anchor, layer);
  useLayoutEffect(() => layer.current!.querySelector<HTMLElement>("[role=slider]")!.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" && event.key !== "Enter") return;
    event.preventDefault();
    onClose(event.key === "Enter");
  };
  return (
    <div
      class="rs-popup rs-picker"
      popover="manual"
      role="dialog"
      aria-label={name}
      ref={layer}
      onKeyDown={onKeyDown}
      // The focus stays in the picker.
      onMouseDown={(event) => (event.target as Element).matches("input") || event.preventDefault()}
    >
      {children}
    </div>
  );
}
