// Code as a notebook saves it: compressed, less than half as long. The twin of page/libraries.py.
import { fromBase64, toBase64 } from "../format/base64";

const MARK = "gzip,";

/** Can this browser read what is compressed? */
export const packs = (): boolean => typeof DecompressionStream === "function";

/** A code, compressed, as a text. */
export async function packed(code: string): Promise<string> {
  const stream = new Blob([code]).stream().pipeThrough(new CompressionStream("gzip"));
  return MARK + toBase64(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/** A code that may be compressed, as it was; undefined if this browser cannot read it. */
export async function unpacked(code: string): Promise<string | undefined> {
  if (!code.startsWith(MARK)) return code;
  if (!packs()) return undefined;
  const bytes = new Blob([fromBase64(code.slice(MARK.length))]);
  return new Response(bytes.stream().pipeThrough(new DecompressionStream("gzip"))).text();
}
