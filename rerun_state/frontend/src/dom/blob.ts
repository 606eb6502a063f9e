// Binary data as an address that <img> and the like can show.
//
// A `blob:` address has the notebook's origin. That is well for what is nothing but pixels, sounds
// or the pages of a PDF. A drawing in SVG may have scripts, which would run there if it is opened by
// itself, and so may whatever else a browser takes for a document: who has sent a file has named its
// type as well.
import { useEffect, useMemo } from "preact/hooks";
import { fromBase64 } from "../format/base64";

/** A buffer of a message, or text: base64, unless it is SVG. */
export type Bytes = ArrayBuffer | ArrayBufferView<ArrayBuffer> | string;

/** The address of the data; it is given back when the data changes or the component leaves. */
export function useBlobUrl(data: Bytes, mime: string): string {
  // Made while rendering, not in an effect: the picture is there one frame sooner.
  const url = useMemo(() => addressOf(data, mime), [data, mime]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return url;
}

const SVG = "image/svg+xml";
const INERT = /^((image|audio|video)\/(?!.*xml)[\w.+-]+|application\/pdf)$/;

function addressOf(data: Bytes, mime: string): string {
  const essence = mime.split(";", 1)[0]!.trim().toLowerCase();
  if (essence === SVG) {
    const text = typeof data === "string" ? data : new TextDecoder().decode(data);
    return `data:${SVG},${encodeURIComponent(text)}`;
  }
  const type = INERT.test(essence) ? essence : "application/octet-stream";
  return URL.createObjectURL(new Blob([bytes(data)], { type }));
}

function bytes(data: Bytes): BlobPart {
  return typeof data === "string" ? fromBase64(data) : data;
}
