// Buttons that do something in the browser: download, open an address, offer a menu.
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { PropsOf, ReplyTo } from "../../../contract";
import { buffersOf } from "../../format/base64";
import { linkTo } from "../../dom/gate";
import { usePopup } from "../../dom/popup";
import { Text } from "../../dom/text";
import { Tip } from "../../dom/tip";
import { useUid } from "../../dom/uid";
import type { Text as TextProp } from "../../types";
import type { ElementProps, InputOf } from "../../view/view";
import { Face, useShortcut } from "../../components/inputs/button";
import { Opener } from "../../components/inputs/opener";

export function DownloadButton({ props, input }: ElementProps<"download_button">): JSX.Element {
  const button = useRef<HTMLButtonElement>(null);
  const [state, setState] = useState<{ busy?: boolean; problem?: string }>({});
  useShortcut(props.shortcut, button);
  const press = async () => {
    setState({ busy: true });
    try {
      const { data, mime } = await contents(input, props);
      save(new Blob([data], { type: mime }), props.file_name ?? `download${ENDINGS[mime] ?? ""}`);
      setState({});
    } catch (error) {
      setState({ problem: error instanceof Error ? error.message : String(error) });
    }
    if (!props.ignore) input.fire(true);
  };
  return (
    <>
      <Tip text={props.help}>
        <button
          type="button"
          ref={button}
          class="rs-btn"
          data-type={props.type}
          disabled={props.disabled || state.busy}
          aria-busy={state.busy}
          onClick={press}
        >
          <Face props={props} />
        </button>
      </Tip>
      {state.problem && (
        <p class="rs-note" role="alert">
          {state.problem}
        </p>
      )}
    </>
  );
}

const ENDINGS: Record<string, string> = {
  "text/plain": ".txt",
  "text/csv": ".csv",
  "application/json": ".json",
  "application/pdf": ".pdf",
  "application/octet-stream": ".bin",
};

interface Contents {
  data: BlobPart;
  mime: string;
}

type DownloadInput = InputOf<"download_button">;
type DownloadProps = Pick<PropsOf<"download_button">, "data" | "mime" | "guess">;

/** The file that came with the button, or the one that the kernel makes now. */
function contents(input: DownloadInput, file: DownloadProps): Promise<Contents> {
  const { data, mime, guess } = file;
  if (data !== undefined && data !== null) return Promise.resolve({ data, mime });
  return new Promise((resolve, reject) => {
    const receive = (reply: ReplyTo<"download_button">, buffers?: BlobPart[]) => {
      if (reply?.event !== "file") return;
      input.model.off("msg:custom", receive);
      input.asking.delete(ask);
      input.send({ event: "got", number });
      if (reply.error) reject(new Error(reply.error));
      else resolve({ data: buffersOf(reply, buffers)![0]!, mime: (guess && reply.mime) || mime });
    };
    const number = Math.random();
    const ask = () => input.send({ event: "fetch", number });
    input.model.on("msg:custom", receive);
    input.asking.add(ask);
    ask();
  });
}

function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Not at once: the browser reads the address after this.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function LinkButton({ props, input }: ElementProps<"link_button">): JSX.Element {
  const link = useRef<HTMLAnchorElement>(null);
  useShortcut(props.shortcut, link);
  const address = props.disabled ? undefined : linkTo(props.url);
  return (
    <Tip text={props.help}>
      <a
        ref={link}
        class="rs-btn"
        data-type={props.type}
        href={address}
        target="_blank"
        rel="noopener noreferrer"
        role={address ? undefined : "link"}
        aria-disabled={address ? undefined : true}
        onClick={() => address && input?.fire(true)}
      >
        <Face props={props} />
      </a>
    </Tip>
  );
}

export function MenuButton({ props, input }: ElementProps<"menu_button">): JSX.Element {
  const id = useUid();
  const { open, anchor, menu, close, opener, onKeyDown, onFocusOut } = useMenu();
  const options: TextProp[] = props.options ?? [];
  return (
    <>
      <Opener id={id} props={props} anchor={anchor} opens="menu" {...opener} />
      {open && (
        <div
          class="rs-popup rs-choices"
          popover="manual"
          role="menu"
          aria-labelledby={id}
          ref={menu}
          onKeyDown={onKeyDown}
          onFocusOut={onFocusOut}
          // The focus stays in the menu: in Safari a button that is pressed does not take it.
          onMouseDown={(event) => event.preventDefault()}
        >
          {options.map((option, index) => (
            <button
              type="button"
              role="menuitem"
              class="rs-choice"
              key={index}
              autofocus={index === 0}
              onClick={() => {
                close();
                input.fire(index);
              }}
            >
              <Text text={option} class="rs-md" />
            </button>
          ))}
        </div>
      )}
    </>
  );
}

/** A menu below its button: open while the focus is in one of them, gone through by the keys. */
function useMenu() {
  const anchor = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  usePopup(open, anchor, menu, { stretch: true });
  const close = () => {
    setOpen(false);
    anchor.current?.focus();
  };
  const onFocusOut = (event: FocusEvent) => {
    const to = event.relatedTarget as Node | null;
    if (!menu.current?.contains(to) && to !== anchor.current) setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = [...menu.current!.querySelectorAll<HTMLElement>("[role=menuitem]")];
    const at = all.indexOf(event.target as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    // From the button, so that Tab goes on from there.
    if (event.key === "Escape" || event.key === "Tab") close();
    if (event.key === "Escape") event.preventDefault();
    if (next === undefined) return;
    event.preventDefault();
    all.at(next % all.length)?.focus();
  };
  const onOpenerKey = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && !(open && event.key === "Escape")) return;
    event.preventDefault();
    setOpen(event.key === "ArrowDown");
  };
  return {
    ...{ open, anchor, menu, close, onKeyDown, onFocusOut },
    opener: {
      open,
      onToggle: () => setOpen(!open),
      onFocusOut,
      onKeyDown: onOpenerKey,
    },
  };
}
