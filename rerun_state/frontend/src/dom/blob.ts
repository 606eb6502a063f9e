// Binary data as an address that <img> and the like can show.
import { useEffect, useState } from "preact/hooks";

/** A buffer of a message, or text: base64, unless it is SVG. */
export type Bytes = ArrayBuffer | ArrayBufferView<ArrayBuffer> | string;

/** The address of the data; it is given back when the data changes or the component leaves. */
export function useBlobUrl(data: Bytes, mime: string): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes(data, mime)], { type: mime }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [data, mime]);
  return url;
}

function bytes(data: Bytes, mime: string): BlobPart {
  if (typeof data !== "string" || mime === "image/svg+xml") return data;
  return Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
}
