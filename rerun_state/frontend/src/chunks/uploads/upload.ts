// Files on their way to the kernel: piece by piece, the next one when the last has arrived. A
// single large message would be lost without a word.
import type { Input } from "../../view/input";

export const PIECE = 2 * 1024 * 1024;

/** A file that the kernel has. */
export interface Sent {
  id: string;
  name: string;
  type: string;
  size: number;
}

interface UploadOptions {
  /** What the file is for, where an element takes files for several things. */
  part?: string;
  signal?: AbortSignal;
  onProgress?(share: number): void;
}

type Reply =
  | { event: "ack"; id: string; offset: number }
  | { event: "refused"; id: string; reason: string };

let count = 0;

/** Send a file; the kernel takes note of it only when an element's value names it. */
export function upload(
  input: Input,
  file: Blob,
  name: string,
  { part, signal, onProgress }: UploadOptions = {},
): Promise<Sent> {
  const { model } = input;
  const { size, type } = file;
  const id = `${Date.now().toString(36)}-${++count}-${Math.random().toString(36).slice(2, 8)}`;
  return new Promise((resolve, reject) => {
    let at = 0;
    const send = async (offset: number) => {
      at = offset;
      const piece = await file.slice(offset, offset + PIECE).arrayBuffer();
      if (signal?.aborted) return;
      input.send({ event: "upload", id, name, type, size, offset, part }, [piece]);
    };
    const fail = (error: unknown) => {
      stop();
      reject(error);
    };
    const receive = (reply: Reply) => {
      if (reply?.id !== id) return;
      if (reply.event === "refused") return fail(new Error(reply.reason));
      if (reply.event !== "ack" || (size && reply.offset <= at)) return;
      onProgress?.(size ? reply.offset / size : 1);
      if (reply.offset < size) return void send(reply.offset).catch(fail);
      stop();
      resolve({ id, name, type, size });
    };
    const cancel = () => {
      input.send({ event: "cancel", id, part });
      fail(new DOMException("The upload was cancelled", "AbortError"));
    };
    const stop = () => {
      model.off("msg:custom", receive);
      input.asking.delete(again);
      signal?.removeEventListener("abort", cancel);
    };
    const again = () => void send(at).catch(fail);
    model.on("msg:custom", receive);
    input.asking.add(again);
    signal?.addEventListener("abort", cancel);
    send(0).catch(fail);
  });
}

/** The files that an element has, as the kernel describes them. */
export function held(input: Input): Sent[] {
  return [input.value ?? []].flat().filter((file) => typeof file === "object");
}

/** Make these files the element's value. */
export function hold(input: Input, files: Sent[]): void {
  input.model.set("value", files);
  input.fire(files.map((file) => file.id));
}

/** Is a file one of the types that an element takes: endings of names, or patterns of MIME types? */
export function isAccepted(types: string[] | undefined, name: string, mime: string): boolean {
  if (!types?.length) return true;
  return types.some((type) => {
    if (!type.includes("/")) return name.toLowerCase().endsWith(type);
    const [kind, rest] = type.split("/");
    return rest === "*" ? mime.startsWith(`${kind}/`) : mime === type;
  });
}

export function sizeText(bytes: number): string {
  const units = ["B", "KB", "MB", "GB"];
  let unit = 0;
  while (bytes >= 1024 && unit < units.length - 1) {
    bytes /= 1024;
    unit++;
  }
  return `${bytes.toFixed(unit && bytes < 100 ? 1 : 0)} ${units[unit]}`;
}
