// Messages on the websocket. With buffers a message is binary: the length of the JSON in four bytes,
// the JSON, whose `buffers` are the lengths of what follows, and the bytes.
import { asBytes } from "../format/base64";

type Message = Record<string, any>;

export function encode(message: Message, buffers: unknown[] = []): string | Uint8Array<ArrayBuffer> {
  if (!buffers.length) return JSON.stringify(message);
  const parts = buffers.map((buffer) => asBytes(buffer as ArrayBuffer));
  const lengths = parts.map((part) => part.byteLength);
  const text = new TextEncoder().encode(JSON.stringify({ ...message, buffers: lengths }));
  const all = lengths.reduce((sum, length) => sum + length, 4 + text.length);
  const frame = new Uint8Array(all);
  new DataView(frame.buffer).setUint32(0, text.length);
  frame.set(text, 4);
  let at = 4 + text.length;
  for (const part of parts) {
    frame.set(part, at);
    at += part.byteLength;
  }
  return frame;
}

export function decode(data: string | ArrayBuffer): [Message, DataView[]] {
  if (typeof data === "string") return [JSON.parse(data), []];
  const length = new DataView(data).getUint32(0);
  const { buffers, ...message } = JSON.parse(
    new TextDecoder().decode(new Uint8Array(data, 4, length)),
  );
  let at = 4 + length;
  const parts = (buffers as number[]).map((size) => {
    const part = new DataView(data, at, size);
    at += size;
    return part;
  });
  return [message, parts];
}
