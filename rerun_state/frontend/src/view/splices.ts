// Bytes that have changed in a few places. The twin of page/splices.py.
import { asBytes } from "../format/base64";
import type { Splice } from "../../contract/messages";
import type { Bytes } from "../../contract/schema";

/** The bytes that come of a splice. Error if it was meant for others than these. */
export function spliced(before: Bytes, { cuts, bytes, sum }: Splice): Bytes {
  const old = asBytes(before);
  const put = asBytes(bytes);
  const parts: Uint8Array[] = [];
  let [here, used] = [0, 0];
  for (let i = 0; i < cuts.length; i += 3) {
    parts.push(old.subarray(here, (here += cuts[i]!)));
    here += cuts[i + 1]!;
    parts.push(put.subarray(used, (used += cuts[i + 2]!)));
  }
  parts.push(old.subarray(here));
  const made = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) made.set(part, at), (at += part.length);
  if (sumOf(made) === sum) return new DataView(made.buffer);
  if (sumOf(old) === sum) return before; // a state that was fetched after it
  throw new Error("These are other bytes.");
}

/** The Adler-32 of the bytes. */
function sumOf(bytes: Uint8Array): number {
  let [low, high] = [1, 0];
  for (const byte of bytes) {
    low = (low + byte) % 65521;
    high = (high + low) % 65521;
  }
  return high * 65536 + low;
}
