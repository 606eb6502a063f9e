import { expect, test } from "vitest";
import { decode, encode } from "../src/visit/frames";
import { Models, VisitModel } from "../src/visit/model";
import { Widgets } from "../src/visit/widgets";

const widgets = new Widgets({
  say: () => undefined,
  code: () => undefined,
  load: () => Promise.reject(new Error("nobody shows one")),
});

test("a message with bytes comes as it was sent", () => {
  const bytes = new Uint8Array([0, 1, 255]);
  const message = { to: "i1", content: { text: "ü" } };
  const frame = encode(message, [bytes.buffer, new DataView(bytes.buffer, 1)]) as Uint8Array<ArrayBuffer>;
  const [said, buffers] = decode(frame.buffer);
  expect(said).toEqual(message);
  expect(buffers.map((part) => [part.byteLength, part.getUint8(0)])).toEqual([[3, 0], [2, 1]]);
});

test("a message without bytes is text", () => {
  expect(decode(encode({ a: "ü" }) as string)).toEqual([{ a: "ü" }, []]);
});

test("what comes for a page before it is drawn waits for it", () => {
  const model = new VisitModel("p1", {}, new Models(widgets), () => undefined);
  model.trigger("msg:custom", { event: "patch" }, []);
  expect(model.queue.items).toEqual([[{ event: "patch" }, []]]);
});

test("who asks is told whether the kernel can be reached, once for each change", () => {
  const { kernel } = new Models(widgets);
  const heard: string[] = [];
  kernel.statusChanged.connect((_, status) => heard.push(status));
  for (const status of ["idle", "disconnected", "disconnected", "idle"]) kernel.become(status);
  expect(heard).toEqual(["disconnected", "idle"]);
});
