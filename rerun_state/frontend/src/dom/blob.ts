// Binary data as an address that <img> and the like can show.
//
// A `blob:` address has the notebook's origin. That is well for what is nothing but pixels or
// sounds; a drawing in SVG may have scripts, which would run there if it is opened by itself.
import { useEffect, useMemo } from "preact/hooks";
import { fromBase64 } from "./base64";

/** A buffer of a message, or text: base64, unless it is SVG. */
export type Bytes = ArrayBuffer | ArrayBufferView<ArrayBuffer> | string;

/** The address of the data; it is given back when the data changes or the component leaves. */
export function useBlobUrl(data: Bytes, mime: string): string {
  // Made while rendering, not in an effect: the picture is there one frame sooner.
  const url = useMemo(
    () =>
      mime === SVG
        ? `data:${SVG},${encodeURIComponent(typeof data === "string" ? data : new TextDecoder().decode(data))}`
        : URL.createObjectURL(new Blob([bytes(data)], { type: mime })),
    [data, mime],
  );
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return url;
}

const SVG = "image/svg+xml";

function bytes(data: Bytes): BlobPart {
  return typeof data === "string" ? fromBase64(data) : data;
}
