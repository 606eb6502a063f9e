import { beforeEach, expect, test, vi } from "vitest";
import { keepCode, loadCode } from "../src/model/chunks";
import { lifeOf } from "../src/model/life";
import { FakeModel } from "./model";

const settled = () => new Promise((resolve) => setTimeout(resolve));
const asked = (model: FakeModel) => model.sent.map((message) => message.name);

let library: FakeModel;
let model: FakeModel;

beforeEach(() => {
  library = new FakeModel({ large: {} });
  model = new FakeModel({ library: "lib" }, { lib: library });
});

test("a library that the kernel sends by itself is not asked for", async () => {
  keepCode(model, { name: "sent", code: "the code" });
  expect(await loadCode(model, "sent")).toBe("the code");
  expect(model.sent).toEqual([]);
});

test("what has come is kept where a notebook saves it, for other pages as well", async () => {
  keepCode(model, { name: "sent", code: "the code" });
  await settled();
  const other = new FakeModel({ library: "lib" }, { lib: library });
  expect(await loadCode(other, "sent")).toBe("the code");
  expect([...model.sent, ...other.sent, ...library.sent]).toEqual([]);
});

test("what has come is saved compressed once its page has been drawn", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  keepCode(model, { name: "sent", code: "the code" });
  await vi.waitFor(() => expect(library.get("large")).toEqual({ sent: "the code" }));
  vi.advanceTimersByTime(1000);
  vi.useRealTimers();
  await vi.waitFor(() => expect(library.get("large").sent).toMatch(/^gzip,/));
  keepCode(model, { name: "sent", code: "the code" });
  await settled();
  expect(library.get("large").sent).toMatch(/^gzip,/);
  const other = new FakeModel({ library: "lib" }, { lib: library });
  expect(await loadCode(other, "sent")).toBe("the code");
  expect([...other.sent, ...library.sent]).toEqual([]);
});

test("a code that the kernel takes out of what is saved does not come back", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  keepCode(model, { name: "sent", code: "the code" });
  await vi.waitFor(() => expect(library.get("large")).toEqual({ sent: "the code" }));
  library.set("large", {});
  vi.advanceTimersByTime(1000);
  vi.useRealTimers();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(library.get("large")).toEqual({});
});

test("a browser that cannot read what was compressed asks the kernel", async () => {
  vi.stubGlobal("DecompressionStream", undefined);
  library.set("large", { grid: "gzip,AAAA" });
  const code = loadCode(model, "grid");
  await settled();
  keepCode(model, { name: "grid", code: "rows" });
  expect(await code).toBe("rows");
  expect(asked(model)).toEqual(["grid"]);
  vi.unstubAllGlobals();
});

test("what was asked for is waited for while the connection is cut and made again", async () => {
  const code = loadCode(model, "grid");
  await settled();
  lifeOf(model).changed();
  await settled();
  keepCode(model, { name: "grid", code: "rows" });
  expect(await code).toBe("rows");
});

test("what is missing is asked for over the page's own comm, once", async () => {
  const both = Promise.all([loadCode(model, "grid"), loadCode(model, "grid")]);
  await settled();
  keepCode(model, { name: "grid", code: "rows" });
  expect(await both).toEqual(["rows", "rows"]);
  expect([asked(model), library.sent]).toEqual([["grid"], []]);
});

test("a page asks though its front end does not know the kernel's library", async () => {
  const late = new FakeModel({ library: "lib" });
  late.widget_manager.get_model = () => Promise.reject(new Error("widget model not found"));
  const code = loadCode(late, "grid");
  await settled();
  keepCode(late, { name: "grid", code: "rows" });
  expect(await code).toBe("rows");
});

test("who waits hears that the kernel is gone, and keeps nobody else waiting", async () => {
  const code = loadCode(model, "grid");
  await settled();
  lifeOf(model).lose();
  await expect(code).rejects.toThrow("Run the cell");
  await expect(loadCode(model, "grid")).rejects.toThrow("Run the cell");
  const next = new FakeModel({ library: "next" }, { next: new FakeModel({ large: {} }) });
  const again = loadCode(next, "grid");
  await settled();
  keepCode(next, { name: "grid", code: "rows" });
  expect([await again, asked(model)]).toEqual(["rows", ["grid"]]);
});

test("a kernel that does not answer is asked again", async () => {
  vi.useFakeTimers();
  const code = loadCode(model, "grid");
  await vi.advanceTimersByTimeAsync(16_000);
  expect(asked(model)).toEqual(["grid", "grid", "grid"]);
  keepCode(model, { name: "grid", code: "rows" });
  expect(await code).toBe("rows");
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked(model).length).toBe(3);
  vi.useRealTimers();
});

test("the kernel's reason is told, and a later page may ask again", async () => {
  const code = loadCode(model, "grid");
  await settled();
  keepCode(model, { name: "grid", error: "no library" });
  await expect(code).rejects.toThrow("no library");
  void loadCode(model, "grid");
  await settled();
  expect(asked(model)).toEqual(["grid", "grid"]);
});

test("two kernels may have two versions of a library", async () => {
  const other = new FakeModel({ library: "b" }, { b: new FakeModel({ large: {} }) });
  keepCode(model, { name: "plotly", code: "version 5" });
  keepCode(other, { name: "plotly", code: "version 6" });
  expect(await loadCode(model, "plotly")).toBe("version 5");
  expect(await loadCode(other, "plotly")).toBe("version 6");
});
