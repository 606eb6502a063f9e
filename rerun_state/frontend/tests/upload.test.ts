import { expect, test, vi } from "vitest";
import { wav } from "../src/chunks/uploads/wav";
import { Input } from "../src/view/input";
import { held, hold, isAccepted, PIECE, sizeText, upload } from "../src/chunks/uploads/upload";

/** A model whose kernel answers each piece by `answer`. */
function kernel(answer: (event: any, size: number) => any) {
  const state: Record<string, unknown> = {};
  const listeners = new Set<(reply: any) => void>();
  const sent: any[] = [];
  const model = {
    get: (name: string) => state[name],
    set: (name: string, value: unknown) => (state[name] = value),
    on: (name: string, listener: any) => name === "msg:custom" && listeners.add(listener),
    off: (name: string, listener: any) => name === "msg:custom" && listeners.delete(listener),
    send(event: any, _: unknown, buffers: ArrayBuffer[] = []) {
      sent.push(event);
      const reply = answer(event, buffers[0]?.byteLength ?? 0);
      if (reply) queueMicrotask(() => listeners.forEach((listener) => listener(reply)));
    },
  };
  return { input: new Input(model as any), sent, listeners };
}

const ack = (event: any, size: number) =>
  event.event === "upload" && { event: "ack", id: event.id, offset: event.offset + size };

test("a file goes out in pieces, each after the last has arrived", async () => {
  const { input, sent } = kernel(ack);
  const shares: number[] = [];
  const file = new Blob([new Uint8Array(2 * PIECE + 5)], { type: "text/plain" });
  const result = await upload(input, file, "a.txt", { onProgress: (share) => shares.push(share) });
  expect(sent.map((event) => event.offset)).toEqual([0, PIECE, 2 * PIECE]);
  expect(result).toMatchObject({ name: "a.txt", type: "text/plain", size: 2 * PIECE + 5 });
  expect(shares.at(-1)).toBe(1);
});

test("a piece that is not answered is sent once more when the connection is back", async () => {
  let lost = true;
  const { input, sent } = kernel((event, size) => (lost && event.offset ? undefined : ack(event, size)));
  const sending = upload(input, new Blob([new Uint8Array(2 * PIECE + 5)]), "a");
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  lost = false;
  for (const ask of [...input.asking, ...input.asking]) ask();
  expect((await sending).size).toBe(2 * PIECE + 5);
  expect(sent.map((event) => event.offset)).toEqual([0, PIECE, PIECE, PIECE, 2 * PIECE]);
  expect(input.asking.size).toBe(0);
});

test("an empty file is one empty piece", async () => {
  const { input, sent, listeners } = kernel(ack);
  expect((await upload(input, new Blob([]), "a")).size).toBe(0);
  expect([sent.length, listeners.size]).toEqual([1, 0]);
});

test("a refused file says why", async () => {
  const { input, listeners } = kernel((event) => ({
    event: "refused",
    id: event.id,
    reason: "larger than 1 MB",
  }));
  await expect(upload(input, new Blob(["a"]), "a")).rejects.toThrow("larger than 1 MB");
  expect(listeners.size).toBe(0);
});

test("an upload that is cancelled tells the kernel", async () => {
  const { input, sent } = kernel(() => null);
  const control = new AbortController();
  const result = upload(input, new Blob(["a"]), "a", { signal: control.signal });
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  control.abort();
  await expect(result).rejects.toThrow("cancelled");
  expect(sent[1]).toMatchObject({ event: "cancel", id: sent[0].id });
});

test("an element's value names its files by their ids", () => {
  const { input, sent } = kernel(() => null);
  const file = { id: "u", name: "a", type: "", size: 1 };
  hold(input, [file]);
  expect(held(input)).toEqual([file]);
  expect(sent[0]).toMatchObject({ event: "change", value: ["u"] });
});

test("types are endings of names or patterns of MIME types", () => {
  expect(isAccepted([".csv"], "A.CSV", "")).toBe(true);
  expect(isAccepted([".csv"], "a.txt", "text/csv")).toBe(false);
  expect(isAccepted(["image/*"], "a", "image/png")).toBe(true);
  expect(isAccepted([], "a", "")).toBe(true);
});

test("sizes are read in the largest unit", () => {
  expect([0, 1023, 1536, 5e6, 2e9].map(sizeText)).toEqual([
    "0 B",
    "1023 B",
    "1.5 KB",
    "4.8 MB",
    "1.9 GB",
  ]);
});

test("a recording is a WAV file of 16 bits", () => {
  const view = new DataView(wav(new Float32Array([0, 1, -1, 2]), 8000));
  expect(view.byteLength).toBe(44 + 8);
  expect([view.getUint32(24, true), view.getUint32(40, true)]).toEqual([8000, 8]);
  expect([0, 1, 2, 3].map((i) => view.getInt16(44 + 2 * i, true))).toEqual([
    0, 32767, -32768, 32767,
  ]);
});
