// Bytes as text, where a message or a saved state holds them so.

/** The bytes of a base64 text. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

/** Bytes as base64; in pieces, for a call can have only so many arguments. */
export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text);
}

/** A buffer of a message as bytes. */
export function asBytes(data: ArrayBuffer | ArrayBufferView | string): Uint8Array<ArrayBuffer> {
  if (typeof data === "string") return fromBase64(data);
  if (ArrayBuffer.isView(data)) {
    return new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
  }
  return new Uint8Array(data);
}

/** Base64 as a buffer of a message, which ipywidgets hand over as such a view. */
export const bufferOf = (text: string) => new DataView(fromBase64(text).buffer);

/** The buffers of a message, in whichever form they have come: behind a kernel gateway as text. */
export const buffersOf = <T>(content: any, buffers?: readonly T[]) =>
  (content.$text?.map(bufferOf) as T[] | undefined) ?? buffers;
