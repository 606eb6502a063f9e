import { beforeEach, expect, test, vi } from "vitest";
import type { PropsOf } from "../contract";
import { Store } from "../src/view/store";
import type { Op, Row } from "../src/types";

let store: Store;
const onInput = vi.fn();
const onForget = vi.fn();

const text = (k: number, body = `text ${k}`): Row => ({ k, t: "text", p: { body } });
const keys = () => store.node(1)!.children.map((child) => child.key);
const apply = (...ops: Op[]) => store.apply(store.version + 1, ops);

beforeEach(() => {
  vi.resetAllMocks();
  store = new Store(onInput, onForget);
  const main: Row = { k: 1, t: "main", c: [text(10), text(11), text(12)] };
  store.load({ k: 0, t: "app", p: {}, c: [main] }, 0);
});

/** The keys of the rows that are drawn again by an action. */
function redrawn(action: () => void): number[] {
  const drawn: number[] = [];
  for (const key of [0, 1, ...keys()]) store.node(key)!.subscribe(() => drawn.push(key));
  action();
  return drawn;
}

test("a set merges props and removes those named", () => {
  apply(["set", 11, { help: "why" }, ["body"]]);
  expect(store.node(11)!.row.p).toEqual({ help: "why" });
});

test("a splice puts other bytes into the place of some", () => {
  const data = new TextEncoder().encode("one two three");
  apply(["set", 11, { data }, []]);
  const told = { cuts: [4, 3, 6, 1, 0, 1], bytes: new TextEncoder().encode("twenty3"), sum: 0x3a6d0679 };
  apply(["splice", 11, { data: told }]);
  expect(new TextDecoder().decode(store.node(11)!.row.p!.data)).toBe("one twenty 3three");
  apply(["splice", 11, { data: { cuts: [0, 0, 0], bytes: new ArrayBuffer(0), sum: 0x3a6d0679 } }]);
  expect(() => apply(["splice", 11, { data: told }])).not.toThrow(); // it has happened already
  expect(() => apply(["splice", 11, { data: { ...told, sum: 1 } }])).toThrow("other bytes");
});

test("what a row does not say is as usual for its kind", () => {
  apply(["set", 11, { width: 200 }, []]);
  expect(store.node(11)!.props.width).toBe(200);
  apply(["set", 11, {}, ["width"]]);
  expect(store.node(11)!.props.width).toBe("content");
});

test("a set redraws its row and no other", () => {
  expect(redrawn(() => apply(["set", 11, { body: "new" }, []]))).toEqual([11]);
});

test("several operations on a row redraw it once", () => {
  expect(redrawn(() => apply(["set", 11, { a: 1 }, []], ["set", 11, { b: 2 }, []]))).toEqual([11]);
});

test("an insert redraws the container alone", () => {
  expect(redrawn(() => apply(["insert", 1, 0, [text(20)]]))).toEqual([1]);
  expect(keys()).toEqual([20, 10, 11, 12]);
});

test("a remove takes a run of rows", () => {
  apply(["remove", 1, 0, 2]);
  expect(keys()).toEqual([12]);
  expect(store.node(10)).toBeUndefined();
});

test("a move counts its target after the removal", () => {
  apply(["move", 1, 0, 2]);
  expect(keys()).toEqual([11, 12, 10]);
});

test("a moved row is the same node", () => {
  const node = store.node(10);
  apply(["move", 1, 0, 1]);
  expect(store.node(1)!.children[1]).toBe(node);
});

test("a replace puts another row in the place", () => {
  apply(["replace", 1, 1, text(20)]);
  expect(keys()).toEqual([10, 20, 12]);
});

test("stale rows are those of the last stale operation", () => {
  apply(["stale", [10, 11]]);
  expect(redrawn(() => apply(["stale", [11, 12]]))).toEqual([10, 12]);
  expect([10, 11, 12].map((key) => store.node(key)!.stale)).toEqual([false, true, true]);
});

test("the plain rows follow, for saved widget state", () => {
  apply(
    ["insert", 1, 3, [text(20)]],
    ["move", 1, 3, 0],
    ["set", 20, { body: "x" }, []],
    ["remove", 1, 1, 1],
  );
  expect(store.root.row.c![0]!.c).toEqual([text(20, "x"), text(11), text(12)]);
});

test("a patch with a gap before it is refused", () => {
  expect(store.apply(2, [["remove", 1, 0, 3]])).toBe(false);
  expect(keys()).toEqual([10, 11, 12]);
});

test("an operation on a row that is not there says so", () => {
  expect(() => apply(["set", 99, {}, []])).toThrow("no row 99");
});

test("buffers are put where the data refers to them", () => {
  const data = new Uint8Array([1, 2]);
  store.apply(1, [["set", 10, { outputs: [{ kind: "image", data: { $buffer: 0 } }] }, []]], [data]);
  expect((store.node(10)!.props as PropsOf<"output">).outputs[0]).toEqual({ kind: "image", data });
});

test("changes of inputs are passed on", () => {
  apply(["input", "abc", { value: 3 }]);
  expect(onInput).toHaveBeenCalledWith("abc", { value: 3 });
});

test("an input model is forgotten with the last row that shows it", () => {
  apply(["insert", 1, 0, [{ k: 20, m: "abc" }]], ["replace", 1, 0, { k: 21, m: "abc" }]);
  expect(onForget).not.toHaveBeenCalled();
  apply(["remove", 1, 0, 1]);
  expect(onForget).toHaveBeenCalledWith("abc");
});

test("a snapshot replaces the tree and announces it", () => {
  const drawn = vi.fn();
  store.subscribe(drawn);
  store.load({ k: 0, t: "app", c: [{ k: 1, t: "main", c: [text(12)] }] }, 7);
  expect(keys()).toEqual([12]);
  expect(store.version).toBe(7);
  expect(drawn).toHaveBeenCalledOnce();
});
