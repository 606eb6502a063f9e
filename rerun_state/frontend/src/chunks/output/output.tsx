// What the cell printed or displayed, in its place among the elements.
import type { JSX } from "preact";
import { Ansi } from "./ansi";
import { useBlobUrl, type Bytes } from "../../dom/blob";
import type { ChunkProps } from "../../view/lazy";

type Item =
  | { kind: "stream"; name: "stdout" | "stderr"; text: string }
  | { kind: "text"; text: string }
  | { kind: "image"; mime: string; data: Bytes; width?: number; height?: number };

export function Output({ props }: ChunkProps<"output">): JSX.Element {
  const outputs = (props.outputs ?? []) as Item[];
  return (
    <div class="rs-output">
      {outputs.map((item, index) => (
        <OutputItem key={index} item={item} />
      ))}
    </div>
  );
}

function OutputItem({ item }: { item: Item }): JSX.Element {
  switch (item.kind) {
    case "stream":
      return (
        <pre class="rs-stream" data-name={item.name}>
          <Ansi text={item.text} />
        </pre>
      );
    case "text":
      return (
        <pre class="rs-stream">
          <Ansi text={item.text} />
        </pre>
      );
    case "image":
      return <Picture {...item} />;
  }
}

interface PictureProps {
  mime: string;
  data: Bytes;
  width?: number;
  height?: number;
}

function Picture({ mime, data, width, height }: PictureProps): JSX.Element {
  const url = useBlobUrl(data, mime);
  return <img src={url} width={width} height={height} alt="" />;
}
