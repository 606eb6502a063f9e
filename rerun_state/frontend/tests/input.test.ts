import { beforeEach, expect, test, vi } from "vitest";
import { Input } from "../src/view/input";
import { FakeModel } from "./model";

let model: FakeModel;
let input: Input;

beforeEach(() => {
  model = new FakeModel({ kind: "slider", props: { min: 0 }, value: [1], ack: "" });
  input = new Input(model);
});

test("a commit sends the value as a message and shows it at once", () => {
  input.commit([5]);
  expect(model.sent).toEqual([
    { event: "change", value: [5], seq: expect.stringMatching(/^\w+:1$/) },
  ]);
  expect(input.value).toEqual([5]);
});

test("a press leaves no value behind", () => {
  input.fire(true);
  expect(model.sent[0].value).toBe(true);
  expect(input.value).toEqual([1]);
});

test("the kernel's value is taken when nothing was sent", () => {
  input.receive({ value: [3], ack: "" });
  expect(input.value).toEqual([3]);
});

test("a value that does not know the latest change yet is history", () => {
  input.commit([5]);
  input.commit([6]);
  input.receive({ value: [5], ack: model.sent[0].seq });
  expect(input.value).toEqual([6]);
});

test("the answer to the latest change is taken", () => {
  input.commit([5]);
  input.receive({ value: [4], ack: model.sent[0].seq });
  expect(input.value).toEqual([4]);
});

test("another client's change is taken", () => {
  input.commit([5]);
  input.receive({ value: [9], ack: "other:3" });
  expect(input.value).toEqual([9]);
});

test("a value without an ack is the kernel's decision", () => {
  input.commit([5]);
  input.receive({ value: [1] });
  expect(input.value).toEqual([1]);
});

const unheard = () => input.unheard().map((each) => each.message.value);

test("what the kernel has heard, or refused, is not told again", () => {
  input.commit([5]);
  expect(unheard()).toEqual([[5]]);
  input.receive({ ack: model.sent[0].seq });
  expect(unheard()).toEqual([]);
  input.commit([99]);
  input.receive({ value: [5] });
  expect(unheard()).toEqual([]);
});

test("every press is told again that the kernel has not heard, and the last value alone", () => {
  for (const each of ["a", "b", "c"]) input.fire(each);
  expect(unheard()).toEqual(["a", "b", "c"]);
  input.receive({ ack: model.sent[0].seq });
  expect(unheard()).toEqual(["b", "c"]);
  input.commit([5]);
  input.commit([6]);
  expect(unheard()).toEqual(["b", "c", [6]]);
});

test("a press beside the value makes no answer to that value history", () => {
  input.commit([5]);
  input.press({ go: true });
  input.receive({ value: [4], ack: model.sent[0].seq });
  expect(input.value).toEqual([4]);
  expect(unheard()).toEqual([{ go: true }]);
});

test("what was done a long time ago is not kept for ever", () => {
  for (let n = 1; n <= 60; n++) input.fire(n);
  expect([unheard().length, unheard().at(-1)]).toEqual([50, 60]);
});

test("what is told again has its number", () => {
  input.commit([5]);
  model.set("value", [1]);
  input.unheard()[0]!.retell();
  expect(model.sent[1]).toEqual(model.sent[0]);
  expect(input.value).toEqual([5]);
});

test("what would overtake what was lost is shown at once, and told with it", () => {
  let cut = true;
  input = new Input(model, undefined, () => cut);
  input.commit([5]);
  expect([input.value, model.sent]).toEqual([[5], []]);
  cut = false;
  for (const each of input.unheard()) each.retell();
  expect(model.sent[0].value).toEqual([5]);
});

test("null is a value", () => {
  input.receive({ value: null, ack: "" });
  expect(input.value).toBeNull();
});

test("listeners hear of props and values until it is closed", () => {
  const changed = vi.fn();
  input.subscribe(changed);
  input.receive({ props: { min: 1 } });
  expect(changed).toHaveBeenCalledOnce();
  input.close();
  input.receive({ props: { min: 2 } });
  expect(changed).toHaveBeenCalledOnce();
});

test("the kernel tells the properties that have changed, and the others stay", () => {
  model.set("props", { min: 0, max: 9, help: "?" });
  input.receive({ props: { max: 5 }, gone: ["help"] });
  expect(model.get("props")).toEqual({ min: 0, max: 5 });
});

test("a password is told by messages, and never part of what a notebook may save", () => {
  model = new FakeModel({ kind: "text_input", props: { type: "password" }, value: "", ack: "" });
  input = new Input(model);
  input.receive({ value: "first" });
  expect([input.value, model.get("value")]).toEqual(["first", ""]);
  input.commit("second");
  expect([input.value, model.get("value"), model.sent[0].value]).toEqual(["second", "", "second"]);
});

test("what stands at the places of a choice is told with it", () => {
  const seen = (props: object, value: unknown) => {
    const choice = new Input(new FakeModel({ kind: "radio", props, value: null, ack: "" }));
    choice.commit(value);
    return (choice.model as FakeModel).sent[0].seen;
  };
  const options = ["a", { html: "<b>b</b>" }, "c"];
  expect(seen({ options }, 1)).toEqual([{ html: "<b>b</b>" }]);
  expect(seen({ options }, [2, "new", 0])).toEqual(["c", "a"]);
  expect(seen({ labels: ["first", "second"] }, 1)).toEqual(["second"]);
  expect([seen({ options }, "new"), seen({ options }, null), seen({ options: "stars" }, 3)]).toEqual(
    [undefined, undefined, undefined],
  );
});

test("an input stands as ipywidgets' layout has it, from when there is one", async () => {
  const layout = new FakeModel({ _model_name: "LayoutModel", width: "9px", max_width: null });
  const other = new FakeModel({ grid_area: "left" });
  model = new FakeModel({ kind: "slider", props: {}, value: 1 }, { a: layout, b: other });
  input = new Input(model);
  expect(input.style).toBeUndefined();
  model.set("layout", "IPY_MODEL_a");
  await vi.waitFor(() => expect(input.style).toEqual({ width: "9px" }));
  layout.set("max_width", "50%");
  expect(input.style).toEqual({ width: "9px", "max-width": "50%" });
  model.set("layout", "IPY_MODEL_b");
  await vi.waitFor(() => expect(input.style).toEqual({ "grid-area": "left" }));
});
