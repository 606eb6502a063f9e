// Bytes as text, for connections that carry no binary messages: behind a kernel gateway.

export const fromText = (text: string) =>
  new DataView(Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0)).buffer);

export function toText(data: unknown): string {
  let text = "";
  for (const byte of new Uint8Array(data as ArrayBuffer)) text += String.fromCharCode(byte);
  return btoa(text);
}

/** The buffers of a message, in whichever form they have come. */
export const buffersOf = <T>(content: any, buffers?: readonly T[]) =>
  (content.$text?.map(fromText) as T[] | undefined) ?? buffers;
