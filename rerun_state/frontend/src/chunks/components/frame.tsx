// A component in a frame: a web page of its own, apart from the notebook unless it is trusted.
import type { JSX, RefObject } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import shim from "script:shim/shim.ts";
import type { PropsOf, SentBy } from "../../../contract";
import { frameAt, sandboxFor } from "../../dom/gate";
import { onThemeChange } from "../../dom/theme";
import type { ChunkProps } from "../../view/lazy";
import type { Model } from "../../types";
import { asBytes, toBase64 } from "../../format/base64";
import { parseJson, throttle } from "./data";
import { FolderHost, ServerHost, type Heard, type Host } from "./host";
import { themeOf, type Theme } from "./theme";

type Kind = "component_instance";

const FEATURES =
  "accelerometer; autoplay; camera; clipboard-read; clipboard-write; display-capture; " +
  "encrypted-media; fullscreen; geolocation; gyroscope; microphone; midi; picture-in-picture";
const PATIENCE = 10_000;
/** Milliseconds between two values of a component: some send them without end. */
const PAUSE = 50;

/** Another component, folder or server makes another frame; all else reaches the one there is. */
export function ComponentFrame(given: ChunkProps<Kind>): JSX.Element {
  const { name, folder, url, trusted } = given.props;
  return <Framed key={`${name} ${folder} ${url} ${trusted}`} {...given} />;
}

function Framed(given: ChunkProps<Kind>): JSX.Element {
  const { name, url, trusted, height, tab_index } = given.props;
  const frame = useRef<HTMLIFrameElement>(null);
  const nonce = useMemo(() => crypto.getRandomValues(new Uint32Array(4)).join("-"), []);
  const said = useTalk(given, frame, nonce);
  return (
    <>
      <Notice name={name} ready={said.ready} trouble={said.trouble} />
      <iframe
        ref={frame}
        class="rs-component-frame"
        title={String(name)}
        scrolling="no"
        tabIndex={tab_index}
        allow={FEATURES}
        sandbox={trusted ? undefined : sandboxFor(url)}
        {...(url ? { src: withPage(url) } : { srcdoc: source(nonce) })}
        style={{ height: `${said.height ?? height ?? 0}px` }}
      />
    </>
  );
}

/** Talk with the component as long as its frame is there; return what it has said of itself. */
function useTalk(
  { props, input, model }: ChunkProps<Kind>,
  frame: RefObject<HTMLIFrameElement | null>,
  nonce: string,
) {
  const [height, setHeight] = useState<number>();
  const [ready, setReady] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const host = useRef<Host | null>(null);
  const latest = useRef(props);
  latest.current = props;

  const theme = useRef("");
  const render = () => {
    if (!frame.current) return;
    const now = themeOf(frame.current.parentElement!);
    theme.current = JSON.stringify(now);
    host.current?.render(message(latest.current, now));
  };
  // Before the frame can speak, which it does as soon as it is there.
  useLayoutEffect(() => {
    const values = throttle((value: SentBy<Kind>) => input.fire(value), PAUSE);
    const heard: Heard = {
      ready: setReady,
      height: setHeight,
      trouble: setTrouble,
      value: (value, type) => {
        const travelling = travel(value, type);
        if (travelling) values.offer(travelling);
      },
    };
    host.current = hostFor(frame.current!, nonce, model, props, heard);
    render();
    // Front ends change much that has to do with themes; only another theme is worth a word.
    const stop = onThemeChange(() => {
      const now = JSON.stringify(themeOf(frame.current!.parentElement!));
      if (now !== theme.current) render();
    });
    return () => {
      stop();
      values.cancel();
      host.current?.close();
    };
  }, []);
  useEffect(render, [props.args, props.special, props.disabled]);
  return { height, ready, trouble };
}

interface NoticeProps {
  name: string;
  ready: boolean;
  trouble: string | undefined;
}

/** Says in the component's place why there is none. */
function Notice({ name, ready, trouble }: NoticeProps): JSX.Element | null {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  if (ready || !(late || trouble)) return null;
  const why = trouble ?? "It has not become ready. It may be loading still, or be no component.";
  return (
    <p class="rs-note" role="alert">
      The component {name} cannot be shown: {why}
    </p>
  );
}

function hostFor(
  frame: HTMLIFrameElement,
  nonce: string,
  model: Model,
  { folder, url, trusted = false }: PropsOf<Kind>,
  heard: Heard,
): Host {
  if (url) return new ServerHost(frame, url, heard);
  return new FolderHost(frame, nonce, model, folder ?? "", trusted, heard);
}

/** A document with nothing but the shim, which knows by what word its page is known. */
function source(nonce: string): string {
  const code = shim.replace("RS_NONCE", JSON.stringify(nonce));
  return `<!doctype html><script>${code}</script>`;
}

/** A server's page is told in its address who shows it. */
function withPage(url: string): string {
  const address = new URL(frameAt(url) ?? "about:blank", location.href);
  if (address.protocol === "about:") return address.href;
  address.searchParams.set("streamlitUrl", location.origin + location.pathname);
  return address.href;
}

/** What the component is to show. */
function message(props: PropsOf<Kind>, theme: Theme): object {
  const args = parseJson(props.args);
  const dfs = [];
  for (const { key, bytes, table } of props.special ?? []) {
    if (bytes !== undefined) args[key] = asBytes(bytes);
    else {
      const parts = Object.entries(table ?? {}).map(([part, data]) => [part, asBytes(data)]);
      dfs.push({ key, value: { data: Object.fromEntries(parts), height: 0, width: 0 } });
    }
  }
  const { disabled = false } = props;
  return { type: "streamlit:render", args, dfs, disabled, theme };
}

/** A component's value as it travels; null for one that makes no sense. */
function travel(value: any, type: unknown): SentBy<Kind> | null {
  if (type === "bytes") {
    return value instanceof ArrayBuffer || ArrayBuffer.isView(value)
      ? { type, data: toBase64(asBytes(value as ArrayBuffer)) }
      : null;
  }
  if (type === "dataframe") {
    const parts = value?.data;
    if (!parts?.data) return null;
    const [data, index, columns] = ["data", "index", "columns"].map((part) =>
      toBase64(asBytes(parts[part])),
    );
    return { type, data, index, columns };
  }
  return { type: "json", value: value ?? null };
}
