// Pictures, sounds, videos, documents, and frames around other pages.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useBlobUrl } from "../../dom/blob";
import { frameAt, mediaAt, sandboxFor } from "../../dom/gate";
import { Link } from "../../dom/link";
import { Text } from "../../dom/text";
import { isDark, onThemeChange } from "../../dom/theme";
import type { ChunkProps } from "../../view/lazy";
import type { PropsOf } from "../../../contract";

/** The address of a medium: its own, or one made for its bytes. */
type Player = Pick<PropsOf<"video">, "start" | "end" | "loop">;
type Picture = PropsOf<"image">["images"][number];
type Medium = Pick<Picture, "data" | "mime" | "src">;

export function useAddress({ data, mime, src }: Medium): string | undefined {
  const made = useBlobUrl(data ?? "", mime ?? "");
  return data ? made : mediaAt(src);
}

export function Image({ props }: ChunkProps<"image">): JSX.Element {
  return (
    <div class="rs-images">
      {props.images.map((picture, at) => (
        <Picture key={at} picture={picture} link={props.link} width={props.width} />
      ))}
    </div>
  );
}

interface PictureProps {
  picture: Picture;
  link?: string | undefined;
  width: unknown;
}

function Picture({ picture, link, width }: PictureProps): JSX.Element {
  const address = useAddress(picture);
  const img = (
    <img
      src={address}
      alt={picture.alt ?? ""}
      style={typeof width === "number" ? { width: `${width}px` } : undefined}
    />
  );
  return (
    <figure class="rs-image">
      {link ? (
        <Link to={link}>{img}</Link>
      ) : (
        img
      )}
      {picture.caption && (
        <figcaption>
          <Text text={picture.caption} class="rs-md" />
        </figcaption>
      )}
    </figure>
  );
}

/** Begin at a time, end at another, and go round if wanted. */
function usePlayer({ start, end, loop }: Player) {
  const player = useRef<HTMLMediaElement>(null);
  useEffect(() => {
    const media = player.current;
    if (!media) return;
    const begin = () => {
      if (start) media.currentTime = start;
    };
    const watch = () => {
      if (end == null || media.currentTime < end) return;
      if (loop) begin();
      else media.pause();
    };
    begin();
    media.addEventListener("loadedmetadata", begin);
    media.addEventListener("timeupdate", watch);
    return () => {
      media.removeEventListener("loadedmetadata", begin);
      media.removeEventListener("timeupdate", watch);
    };
  }, [start, end, loop]);
  return player;
}

export function Audio({ props }: ChunkProps<"audio">): JSX.Element {
  const address = useAddress(props);
  const player = usePlayer(props);
  return (
    <audio
      ref={player as never}
      class="rs-player"
      controls
      src={address}
      loop={props.loop && props.end == null}
      autoplay={props.autoplay}
      aria-label={props.alt}
    />
  );
}

export function Video({ props }: ChunkProps<"video">): JSX.Element {
  const address = useAddress(props);
  const player = usePlayer(props);
  if (props.youtube) return <YouTube props={props} youtube={props.youtube} />;
  return (
    <video
      ref={player as never}
      class="rs-player"
      controls
      src={address}
      loop={props.loop && props.end == null}
      autoplay={props.autoplay}
      muted={props.muted}
      aria-label={props.alt}
    >
      {props.subtitles.map((track, at) => (
        <Track key={at} label={track.label} text={track.text} first={at === 0} />
      ))}
    </video>
  );
}

function Track({ label, text, first }: { label: string; text: string; first: boolean }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([text], { type: "text/vtt" }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [text]);
  return <track kind="captions" label={label || "Subtitles"} src={url} default={first} />;
}

function YouTube({ props, youtube }: { props: PropsOf<"video">; youtube: string }): JSX.Element {
  const { start, end, loop, autoplay, muted } = props;
  const query = new URLSearchParams({ start: String(start) });
  if (end != null) query.set("end", String(end));
  if (autoplay) query.set("autoplay", "1");
  if (muted) query.set("mute", "1");
  if (loop) query.set("loop", "1");
  if (loop) query.set("playlist", youtube);
  const address = `https://www.youtube-nocookie.com/embed/${encodeURIComponent(youtube)}?${query}`;
  return (
    <iframe
      class="rs-player rs-youtube"
      src={address}
      sandbox={`${sandboxFor(address)} allow-presentation`}
      title={props.alt ?? "Video"}
      allow="autoplay; encrypted-media; fullscreen; picture-in-picture"
    />
  );
}

/** The author's document with what it needs to stand in the page. */
function framed(html: string, scheme: string, grows: boolean): string {
  const meta = `<meta name="color-scheme" content="${scheme}">`;
  return html.replace(/^(\s*<!doctype[^>]*>)?/i, `$1${meta}`) + FOLLOW + (grows ? MEASURE : "");
}

/** Takes the page's scheme when that changes; from outside nobody can reach into a sandbox. */
const FOLLOW =
  "<script>addEventListener('message',({source,data})=>{if(source===parent&&data?.rsScheme)" +
  "document.querySelector('meta[name=color-scheme]').content=data.rsScheme})</script>";

/** Tells the page how tall a frame's own document is. */
const MEASURE =
  "<script>new ResizeObserver(()=>parent.postMessage({rs:document.documentElement.offsetHeight},'*'))" +
  ".observe(document.documentElement)</script>";

export function Frame({ props }: ChunkProps<"iframe">): JSX.Element {
  const frame = useRef<HTMLIFrameElement>(null);
  const [measured, setMeasured] = useState<number>();
  const { src, srcdoc, height } = props;
  const grows = height === "content" && srcdoc != null;
  // A frame is transparent where its document has the page's scheme, and its letters follow that.
  // It is loaded with the first one, and told of another: to load it anew would lose its state.
  const [scheme, setScheme] = useState<string>();
  const now = (el: Element) => (isDark(el) ? "dark" : "light");
  const tell = () => {
    const el = frame.current;
    el?.contentWindow?.postMessage({ rsScheme: now(el) }, "*");
  };
  useLayoutEffect(() => setScheme(now(frame.current!)), []);
  useEffect(() => (srcdoc == null ? undefined : onThemeChange(tell)), [srcdoc == null]);
  useEffect(() => {
    if (!grows) return;
    const hear = (event: MessageEvent) => {
      if (event.source === frame.current?.contentWindow && typeof event.data?.rs === "number") {
        setMeasured(Math.min(event.data.rs, 20_000));
      }
    };
    addEventListener("message", hear);
    return () => removeEventListener("message", hear);
  }, [grows]);
  const size = typeof height === "number" ? height : grows ? (measured ?? 150) : 400;
  return (
    <iframe
      ref={frame}
      class="rs-frame"
      title={props.alt ?? "Embedded page"}
      tabIndex={props.tab_index}
      scrolling={props.scrolling === false ? "no" : undefined}
      src={frameAt(src)}
      onLoad={srcdoc == null ? undefined : tell}
      srcdoc={srcdoc == null || !scheme ? undefined : framed(srcdoc, scheme, grows)}
      sandbox={sandboxFor(srcdoc == null ? src : null)}
      style={{ height: height === "stretch" ? "100%" : `${size}px` }}
    />
  );
}
