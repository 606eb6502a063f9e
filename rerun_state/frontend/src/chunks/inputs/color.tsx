// A colour: a swatch, from which a picker opens. What is picked is sent when the picker closes; Escape
// takes it back.
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Field } from "../../components/inputs/field";
import { useNow } from "../../dom/now";
import { usePopup } from "../../dom/popup";
import { plain } from "../../dom/text";
import { useUid } from "../../dom/uid";
import type { ElementProps } from "../../view/view";
import { hexOf, hsvOf, toHex, type Hsv } from "./hsv";
import { Palette } from "./palette";

export function ColorPicker({ props, input }: ElementProps<"color_picker">): JSX.Element {
  const id = useUid();
  const field = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const picked = useNow<Hsv | undefined>(undefined);
  usePopup(open, button, layer);
  useLayoutEffect(() => {
    if (open) layer.current!.querySelector<HTMLElement>("[role=slider]")!.focus();
  }, [open]);
  const value = () => hexOf(input.value ?? "") ?? "#000000";
  const color = picked.value ? toHex(picked.value) : value();

  const leave = (taken: boolean) => {
    const next = picked.value && toHex(picked.value);
    picked.set(undefined);
    setOpen(false);
    if (taken && next && next !== value()) input.commit(next);
  };
  const close = (taken: boolean) => {
    button.current!.focus();
    leave(taken);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" && event.key !== "Enter") return;
    event.preventDefault();
    close(event.key === "Enter");
  };
  return (
    <Field props={props} id={id}>
      <span
        class="rs-color"
        ref={field}
        onFocusOut={(event) => {
          if (open && !field.current!.contains(event.relatedTarget as Node | null)) leave(true);
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
          onClick={() => (open ? close(true) : setOpen(true))}
        >
          <span style={{ background: color }} />
        </button>
        <code id={`${id}-color`}>{picked.value ? color : (input.value ?? color)}</code>
        {open && (
          <div
            class="rs-popup rs-picker"
            popover="manual"
            role="dialog"
            aria-label={plain(props.label ?? "")}
            ref={layer}
            onKeyDown={onKeyDown}
            // The focus stays in the picker.
            onMouseDown={(event) => (event.target as Element).matches("input") || event.preventDefault()}
          >
            <Palette color={picked.value ?? hsvOf(value())} onPick={(next) => picked.set(next)} />
          </div>
        )}
      </span>
    </Field>
  );
}
