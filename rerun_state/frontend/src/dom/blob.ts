// Binary data as an address that <img> and the like can show.
import { useEffect, useMemo } from "preact/hooks";

/** A buffer of a message, or text: base64, unless it is SVG. */
export type Bytes = ArrayBuffer | ArrayBufferView<ArrayBuffer> | string;

/** The address of the data; it is given back when the data changes or the component leaves. */
export function useBlobUrl(data: Bytes, mime: string): string {
  // Made while rendering, not in an effect: the picture is there one frame sooner.
  const url = useMemo(
    () => URL.createObjectURL(new Blob([bytes(data, mime)], { type: mime })),
    [data, mime],
  );
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return url;
}

function bytes(data: Bytes, mime: string): BlobPart {
  if (typeof data !== "string" || mime === "image/svg+xml") return data;
  return Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
}
