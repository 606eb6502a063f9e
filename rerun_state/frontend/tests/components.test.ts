// The parts of components that are plain functions: what a frame is given, and how its files link.
import { describe, expect, it, vi } from "vitest";
import { fromBase64, toBase64 } from "../src/format/base64";
import { gunzip, parseJson, throttle } from "../src/chunks/components/data";
import { listFiles, readFile } from "../src/chunks/components/files";
import { Kept } from "../src/chunks/components/kept";
import { importsOf } from "../src/chunks/components/modules";
import { onlyWoff2, rewriteCss } from "../src/chunks/components/shim/css";
import { BASE, Files } from "../src/chunks/components/shim/files";
import { Cookies, memoryStorage, parentStandIn } from "../src/chunks/components/shim/standins";
import { lifeOf } from "../src/model/life";
import { FakeModel } from "./model";
import { cssProperties } from "../src/chunks/components/theme";

const encode = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;

/** A folder whose files have these texts, and what was asked of it. */
function folder(texts: Record<string, string>) {
  const asked: string[] = [];
  const files = new Files(
    Object.keys(texts),
    async ({ name, module }) => {
      asked.push(name!);
      const text = texts[name!]!;
      return { bytes: encode(text), ...(module && { imports: await importsOf(text) }) };
    },
    "load",
  );
  return { files, asked };
}

async function textOf(url: string): Promise<string> {
  return (await fetch(url)).text();
}

describe("the data of a component", () => {
  it("survives base64, however long it is", () => {
    const bytes = new Uint8Array(100_000).map((_, i) => i % 251);
    expect(fromBase64(toBase64(bytes))).toEqual(bytes);
  });

  it("is unpacked from what the kernel sends", async () => {
    const packed = new Blob([encode("let x = 1")]).stream().pipeThrough(new CompressionStream("gzip"));
    const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
    expect(new TextDecoder().decode(await gunzip(bytes))).toBe("let x = 1");
  });

  it("may hold numbers that JSON has not", () => {
    expect(parseJson('{"a": NaN, "b": [-Infinity, Infinity], "c": "NaN", "d\\"": 1}')).toEqual({
      a: NaN,
      b: [-Infinity, Infinity],
      c: "NaN",
      'd"': 1,
    });
    expect(parseJson('{"a": [1, null]}')).toEqual({ a: [1, null] });
  });

  it("is given at most so often, and at last as it is by then", () => {
    vi.useFakeTimers();
    const given: number[] = [];
    const { offer, cancel } = throttle<number>((value) => given.push(value), 50);
    for (const value of [1, 2, 3]) offer(value);
    expect(given).toEqual([1]);
    vi.advanceTimersByTime(50);
    expect(given).toEqual([1, 3]);
    vi.advanceTimersByTime(50);
    offer(4);
    expect(given).toEqual([1, 3, 4]);
    offer(5);
    cancel();
    vi.runAllTimers();
    expect(given).toEqual([1, 3, 4]);
    vi.useRealTimers();
  });
});

describe("a component's files", () => {
  async function packed(text: string): Promise<string> {
    const stream = new Blob([encode(text)]).stream().pipeThrough(new CompressionStream("gzip"));
    return toBase64(new Uint8Array(await new Response(stream).arrayBuffer()));
  }

  it("are asked for once, whoever wants them, and kept by their content", async () => {
    const [one, other] = [new FakeModel(), new FakeModel()];
    const wanted = [readFile(one, "f", "a.js", "1"), readFile(one, "f", "a.js", "1")];
    expect(one.sent).toEqual([{ event: "file", folder: "f", name: "a.js" }]);
    one.tell({ event: "file", folder: "f", name: "b.js", data: "" });
    one.tell({ event: "file", folder: "f", name: "a.js", data: await packed("let x") });
    for (const bytes of await Promise.all(wanted)) expect(bytes).toEqual(encode("let x"));
    expect(await readFile(other, "g", "same.js", "1")).toEqual(encode("let x"));
    expect(other.sent).toEqual([]);
  });

  it("are kept while there is room for them, the longest unused not", () => {
    const kept = new Kept(10);
    const bytes = (count: number) => new Uint8Array(count);
    for (const name of ["a", "b"]) kept.keep(name, bytes(4));
    kept.get("a");
    kept.keep("c", bytes(4));
    kept.keep("huge", bytes(11));
    kept.keep("c", bytes(6)); // in place of what it was
    expect(["a", "b", "c", "huge"].map((name) => kept.get(name)?.length)).toEqual([4, undefined, 6, undefined]);
  });

  it("may be missing", async () => {
    const model = new FakeModel();
    const list = listFiles(model, "f");
    model.tell({ event: "file", folder: "f", error: "gone" });
    await expect(list).rejects.toThrow("gone");
  });

  it("are asked for once more when the connection was cut", async () => {
    const model = new FakeModel();
    const file = readFile(model, "f", "d.js", "3");
    lifeOf(model).returns++;
    lifeOf(model).changed();
    lifeOf(model).changed();
    expect(model.sent).toHaveLength(2);
    model.tell({ event: "file", folder: "f", name: "d.js", data: await packed("d") });
    expect(await file).toEqual(encode("d"));
  });

  it("fail where there is no kernel, for that page alone", async () => {
    const [lost, live] = [new FakeModel(), new FakeModel()];
    const never = readFile(lost, "f", "c.js", "2");
    const soon = readFile(live, "f", "c.js", "2");
    lost.trigger("comm_live_update");
    await expect(never).rejects.toThrow("no kernel");
    live.tell({ event: "file", folder: "f", name: "c.js", data: await packed("c") });
    expect(await soon).toEqual(encode("c"));
  });
});

describe("a component's style sheet", () => {
  const other = async (address: string) => (address.endsWith("none.png") ? null : `<${address}>`);

  it.each([
    ["a{b:url(x.png)}", 'a{b:url("<x.png>")}'],
    [`a{b:url("x y.png")}`, 'a{b:url("<x y.png>")}'],
    ["a{b:url( 'x.png' ) no-repeat}", 'a{b:url("<x.png>") no-repeat}'],
    ['@import "x.css";', '@import url("<x.css>");'],
    ["@import url(x.css);", '@import url("<x.css>");'],
    ["a{b:url(none.png)}", "a{b:url(none.png)}"],
    ["a{fill:url(#id)}", "a{fill:url(#id)}"],
    ["a{b:url(data:image/png;base64,AA==)}", "a{b:url(data:image/png;base64,AA==)}"],
    ["a{b:url(https://x.org/a.png)}", "a{b:url(https://x.org/a.png)}"],
    ["/* url(x.png) */a{}", "/* url(x.png) */a{}"],
  ])("%s", async (css, made) => {
    expect(await rewriteCss(css, other)).toBe(made);
  });

  it("takes of a font the format that all browsers read", () => {
    const face = "@font-face{font-family:x;src:url(a.eot);src:url(a.woff2) format('woff2'),url(a.ttf)}";
    expect(onlyWoff2(face)).toBe("@font-face{font-family:x;src:url(a.woff2) format('woff2')}");
    expect(onlyWoff2("@font-face{src:url(a.ttf)}")).toBe("@font-face{src:url(a.ttf)}");
  });
});

describe("the addresses of a component", () => {
  const { files } = folder({ "index.html": "", "static/js/main.js": "", "a b.png": "" });

  it.each([
    ["./static/js/main.js", "static/js/main.js"],
    ["/static/js/main.js?v=1#x", "static/js/main.js"],
    ["static/../static/js/main.js", "static/js/main.js"],
    ["a%20b.png", "a b.png"],
    ["../../static/js/main.js", "static/js/main.js"],
    ["", "index.html"],
    ["none.js", null],
    ["https://cdn.org/static/js/main.js", null],
    ["data:text/plain,x", null],
    ["http://[", null],
  ])("%s means %s", (address, name) => {
    expect(files.find(address)).toBe(name);
  });

  it("are its own, be there such a file or not", () => {
    expect(files.isOwn("none.js")).toBe(true);
    expect(files.isOwn("https://cdn.org/x.js")).toBe(false);
  });
});

describe("a component's modules", () => {
  it("find each other, wherever they lie", async () => {
    const { files, asked } = folder({
      "assets/main.js": 'import { x } from "./x.js"; import "https://cdn.org/y.js"; export { x }',
      "assets/x.js": "export const x = 1",
    });
    const main = await textOf(await files.module("assets/main.js"));
    const x = /from "(blob:[^"]+)"/.exec(main)![1]!;
    expect(await textOf(x)).toBe("export const x = 1");
    expect(main).toContain('"https://cdn.org/y.js"');
    await files.module("assets/main.js");
    expect(asked).toEqual(["assets/main.js", "assets/x.js"]);
  });

  it("load others when they want them", async () => {
    const { files } = folder({ "a/main.js": 'const f = () => import("./x.js")', "a/x.js": "" });
    const main = await textOf(await files.module("a/main.js"));
    expect(main).toBe(`const f = () => load("${BASE}a/main.js")("./x.js")`);
  });

  it("know where they are", async () => {
    const { files } = folder({ "a/main.js": "f(import.meta.url)" });
    expect(await textOf(await files.module("a/main.js"))).toBe(`f(({url:"${BASE}a/main.js"}).url)`);
  });

  it("name files as bundlers do", async () => {
    const { files } = folder({
      "a/main.js": 'const w = new URL("./x.wasm", import.meta.url); g(new URL("y", import.meta.url))',
      "a/x.wasm": "",
    });
    const main = await textOf(await files.module("a/main.js"));
    expect(main).toMatch(/^const w = new URL\("blob:[^"]+"\); g\(new URL\("y", \(\{url:/);
  });

  it("that import each other in a circle say so", async () => {
    const { files } = folder({ "a.js": 'import "./b.js"', "b.js": 'import "./a.js"' });
    await expect(files.module("a.js")).rejects.toThrow("a.js is imported in a circle");
  });

  it("may be no modules at all", async () => {
    expect(await importsOf("this is (no module")).toEqual([]);
  });
});

describe("the stand-ins of a frame", () => {
  it("keep cookies until they are over", () => {
    const cookies = new Cookies();
    cookies.text = "a=1; path=/";
    cookies.text = "b=x=y";
    expect(cookies.text).toBe("a=1; b=x=y");
    cookies.text = "a=; max-age=0";
    cookies.text = "b=; expires=Thu, 01 Jan 1970 00:00:00 GMT";
    expect(cookies.text).toBe("");
  });

  it("store texts, as methods and as properties", () => {
    const storage = memoryStorage();
    storage.setItem("a", 1 as unknown as string);
    storage.b = "2";
    expect([storage.getItem("a"), storage.a, storage.getItem("b"), storage.length]).toEqual([
      "1",
      "1",
      "2",
      2,
    ]);
    expect(Object.keys(storage)).toEqual(["a", "b"]);
    storage.removeItem("a");
    expect(storage.getItem("a")).toBeNull();
    storage.clear();
    expect(storage.length).toBe(0);
  });

  it("have a parent that takes messages and hides its document", () => {
    const post = vi.fn();
    const parent: any = parentStandIn({ origin: "http://host:1", pathname: "/lab" }, post);
    parent.postMessage({ x: 1 }, "*");
    expect(post.mock.calls[0]![0]).toEqual({ x: 1 });
    expect(parent.location.href).toBe("http://host:1/lab");
    expect(parent.location.search).toBe("");
    expect(parent.parent).toBe(parent);
    expect(() => parent.document).toThrow("cannot reach the page");
  });
});

it("tells a theme as style sheets know it", () => {
  expect(
    cssProperties({ primaryColor: "#fff", linkUnderline: true, showX: false, font: null, sizes: [1, 2] }),
  ).toEqual({
    "--st-primary-color": "#fff",
    "--st-link-underline": "1",
    "--st-show-x": "0",
    "--st-font": "unset",
    "--st-sizes": "1,2",
  });
});
