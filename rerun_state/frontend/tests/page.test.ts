import { render } from "preact";
import { beforeEach, expect, test, vi } from "vitest";
import { pageOf, type Page } from "../src/view/page";
import type { Queue, Row } from "../src/types";
import { FakeModel } from "./model";

vi.mock("preact", async (original) => ({ ...(await original<object>()), render: vi.fn() }));

const tree = (body: string): Row => ({
  k: 0,
  t: "app",
  c: [
    {
      k: 1,
      t: "main",
      c: [
        { k: 10, t: "text", p: { body } },
        { k: 11, m: "abc" },
      ],
    },
  ],
});
const patch = (v: number, body: string) => ({ event: "patch", v, ops: [["set", 10, { body }, []]] });

let model: FakeModel;
let slider: FakeModel;
let queue: Queue;
const shown = (page: Page) => page.store.node(10)!.props.body;

vi.stubGlobal("location", { href: "here" });
vi.stubGlobal("navigator", { language: "en" });
vi.stubGlobal("window", { parent: null });
const places = vi.fn<(id: string) => object | null>(() => null);
vi.stubGlobal("document", { getElementById: places });

beforeEach(() => {
  vi.mocked(render).mockClear();
  slider = new FakeModel({ kind: "slider", props: {}, value: [1], ack: "" });
  model = new FakeModel({ rows: tree("first"), version: 4 }, { abc: slider });
  queue = { model, items: [], sink: null };
});

test("a page begins with the rows of its model", () => {
  expect(shown(pageOf(queue))).toBe("first");
});

test("all views of a model share one page", () => {
  expect(pageOf(queue)).toBe(pageOf(queue));
});

test("messages that came before the library are not lost", () => {
  queue.items.push([patch(5, "early")]);
  expect(shown(pageOf(queue))).toBe("early");
});

test("patches that the snapshot already contains are passed over", () => {
  queue.items.push([patch(4, "old")]);
  expect(shown(pageOf(queue))).toBe("first");
  expect(model.sent).toEqual([]);
});

test("a patch leaves the model's version and rows right", () => {
  const page = pageOf(queue);
  queue.sink!(patch(5, "second"));
  expect(model.get("version")).toBe(5);
  expect(model.get("rows")).toBe(page.store.root.row);
  expect(model.get("rows").c[0].c[0].p.body).toBe("second");
});

test("what has happened before a page is over, but on Voila's, whose reader has not seen it", () => {
  expect(pageOf(queue).store.fires(10, 1)).toBe(false);
  places.mockImplementation((id) => (id === "rendered_cells" ? {} : null));
  const voila = pageOf({ model: new FakeModel({ rows: tree("first"), version: 4 }), items: [], sink: null });
  expect(voila.store.fires(10, 1)).toBe(true);
  places.mockImplementation(() => null);
});

test("a gap asks for a snapshot, once", () => {
  pageOf(queue);
  queue.sink!(patch(6, "x"));
  queue.sink!(patch(7, "y"));
  expect(model.sent).toEqual([{ event: "resync" }]);
});

const back = (page: Page) => {
  page.life.returns++;
  page.life.changed();
};

test("what a page asked before its connection was cut is asked again after it", () => {
  const page = pageOf(queue);
  queue.sink!(patch(6, "x"));
  back(page);
  expect(model.sent).toEqual([{ event: "resync" }, { event: "resync" }]);
});

test("what a kernel has not heard when its connection is back is told it again, in its order", async () => {
  const button = new FakeModel({ kind: "button", props: {}, value: false, ack: "" });
  model.models.def = button;
  const page = pageOf(queue);
  const [press, slide] = [await page.input("def"), await page.input("abc")];
  slide.commit([7]);
  press.fire(true);
  slide.commit([8]);
  slider.set("value", [1]); // as JupyterLab makes it, of what the kernel has
  const told: any[] = [];
  for (const each of [slider, button]) each.send = (message) => void told.push(message);
  const inputs = { abc: { value: [1], ack: "" }, def: { ack: "" } };
  queue.sink!({ event: "snapshot", v: 5, rows: tree("all"), inputs });
  back(page);
  expect(told).toEqual([]);
  queue.sink!({ event: "snapshot", v: 5, rows: tree("all"), inputs });
  await vi.waitFor(() => expect(told).toEqual([button.sent[0], slider.sent[1]]));
  expect(slide.value).toEqual([8]);
});

test("what is done while a connection is cut is told after what was lost, and each press by itself", async () => {
  const button = new FakeModel({ kind: "button", props: {}, value: null, ack: "" });
  model.models.def = button;
  const page = pageOf(queue);
  const press = await page.input("def");
  press.fire(true); // into a connection of which nobody knows yet that it is cut
  page.life.unsure = true;
  press.fire(true);
  page.go("other");
  expect([button.sent.length, model.sent]).toEqual([1, []]);
  page.life.unsure = false;
  back(page);
  press.fire(true); // the kernel has yet to say what it has heard
  expect(button.sent.length).toBe(1);
  queue.sink!({ event: "snapshot", v: 5, rows: tree("all"), inputs: { def: { ack: "" } } });
  await vi.waitFor(() => expect(model.sent.at(-1)?.event).toBe("page"));
  const numbers = button.sent.map((each) => Number(each.seq.split(":")[1]));
  expect(numbers).toEqual([1, 1, 2, 3]);
});

const at = (turn: number) => ({ ...tree("all"), p: { page: { turn } } });
const wishes = () => model.sent.filter(({ event }) => event === "page");

test("a wish for a page that was lost before a cut was noticed is told once more, until it is answered", async () => {
  const page = pageOf(queue);
  page.go("other");
  for (const [v, answered] of [0, 0, 1].entries()) {
    back(page);
    queue.sink!({ event: "snapshot", v: 5 + v, rows: at(answered), inputs: {} });
    await Promise.resolve();
  }
  await new Promise((resolve) => setTimeout(resolve));
  const wish = { event: "page", name: "other", query: "", turn: 1 };
  expect(wishes()).toEqual([wish, wish, wish]);
});

test("a wish for a page counts after those of other readers that were answered", () => {
  const page = pageOf(queue);
  queue.sink!({ event: "snapshot", v: 5, rows: at(7), inputs: {} });
  page.go("other");
  page.go("another");
  expect(wishes().map(({ turn }) => turn)).toEqual([8, 9]);
});

test("a widget that waits for an answer which is lost says on when the connection is back", async () => {
  const stuck = Object.assign(new FakeModel(), { _pending_msgs: 1, _handle_status: vi.fn() });
  const free = Object.assign(new FakeModel(), { _pending_msgs: 0, _handle_status: vi.fn() });
  const failed = Promise.reject(new Error("no such class"));
  const models = { a: failed, b: Promise.resolve(stuck), c: Promise.resolve(free) };
  model.widget_manager._models = models;
  back(pageOf(queue));
  const idle = { content: { execution_state: "idle" } };
  await vi.waitFor(() => expect(stuck._handle_status).toHaveBeenCalledWith(idle));
  expect(free._handle_status).not.toHaveBeenCalled();
});

test("what an element has asked for is asked for once more when the connection is back", async () => {
  const page = pageOf(queue);
  const ask = vi.fn();
  (await page.input("abc")).asking.add(ask);
  back(page);
  queue.sink!({ event: "snapshot", v: 5, rows: tree("all"), inputs: {} });
  await vi.waitFor(() => expect(ask).toHaveBeenCalledOnce());
});

test("bytes of a snapshot are put where it refers to them", () => {
  const page = pageOf(queue);
  const rows = tree({ $buffer: 0 } as unknown as string);
  queue.sink!({ event: "snapshot", v: 7, rows }, [new DataView(new ArrayBuffer(3))]);
  expect((shown(page) as DataView).byteLength).toBe(3);
});

const told = { cuts: [1, 1, 1], bytes: new TextEncoder().encode("x"), sum: 0x0279013d };
const splice = { event: "patch", v: 5, ops: [["input", "abc", { splices: { data: told } }]] };
const text = () => new TextDecoder().decode(slider.get("props").data);

test("bytes of an input are changed where a splice says", async () => {
  slider.set("props", { data: new TextEncoder().encode("abc") });
  pageOf(queue);
  queue.sink!(splice);
  await vi.waitFor(() => expect(text()).toBe("axc"));
  expect(model.sent).toEqual([]);
});

test("a splice that does not fit asks for a snapshot, which has the inputs too", async () => {
  slider.set("props", { data: new TextEncoder().encode("other"), help: "h" });
  pageOf(queue);
  queue.sink!(splice);
  await vi.waitFor(() => expect(model.sent).toEqual([{ event: "resync" }]));
  const inputs = { abc: { props: { data: { $buffer: 0 } }, value: [1], ack: "" } };
  queue.sink!({ event: "snapshot", v: 5, rows: tree("all"), inputs }, [
    new DataView(new TextEncoder().encode("axc").buffer),
  ]);
  await vi.waitFor(() => expect(text()).toBe("axc"));
  expect(slider.get("props").help).toBeUndefined();
});

test("a snapshot closes the gap", () => {
  const page = pageOf(queue);
  queue.sink!(patch(6, "x"));
  queue.sink!({ event: "snapshot", v: 7, rows: tree("all") });
  queue.sink!(patch(8, "next"));
  expect(shown(page)).toBe("next");
});

test("new rows in the model's own state are drawn", () => {
  const page = pageOf(queue);
  model.attributes.version = 9;
  model.set("rows", tree("restored"));
  expect(shown(page)).toBe("restored");
  expect(page.store.version).toBe(9);
});

test("an input operation reaches the input's model", async () => {
  pageOf(queue);
  queue.sink!({ event: "patch", v: 5, ops: [["input", "abc", { value: [7], ack: "" }]] });
  await new Promise((resolve) => setTimeout(resolve));
  expect(slider.get("value")).toEqual([7]);
});

test("the kernel hears when the last view is gone for good", () => {
  vi.useFakeTimers();
  const page = pageOf(queue);
  const events = () => model.sent.map((message) => message.event);
  page.enter("light");
  page.enter("light");
  page.leave();
  page.leave();
  page.enter("light"); // the cell was moved
  vi.runAllTimers();
  expect(events()).toEqual(["context", "context"]);
  page.leave();
  vi.runAllTimers();
  expect(events()).toEqual(["context", "context", "away"]);
  const [greeting, , parting] = model.sent;
  expect(parting.viewer).toBe(greeting.viewer);
  vi.useRealTimers();
});

/** As much of an element as a page looks at, and by what it is told from others. */
const root = (name: string) => ({ name }) as unknown as HTMLElement;
const unmounted = () => vi.mocked(render).mock.calls.map(([, parent]) => (parent as any).name);

test("views that come after others have gone go on with what those were drawn into, in their order", () => {
  const page = pageOf(queue);
  page.pass(root("in the notebook"));
  page.pass(root("beside it"));
  expect([page.take(), page.take(), page.take()]).toEqual([root("in the notebook"), root("beside it"), undefined]);
  expect(unmounted()).toEqual([]);
});

test("nothing is kept of a view that was closed beside another one", () => {
  vi.useFakeTimers();
  const page = pageOf(queue);
  page.enter("light");
  page.enter("light");
  page.leave();
  page.pass(root("beside"));
  vi.runAllTimers();
  expect([page.take(), unmounted()]).toEqual([undefined, ["beside"]]);
  vi.useRealTimers();
});

test("what the last view was drawn into waits for the next one as long as the notebook is open", () => {
  vi.useFakeTimers();
  const page = pageOf(queue);
  const close = () => {
    page.enter("light");
    page.leave();
    page.pass(root("last"));
    vi.runAllTimers();
    return page.take();
  };
  expect([close(), unmounted()]).toEqual([root("last"), []]);
  model.widget_manager.isDisposed = true;
  expect([close(), unmounted()]).toEqual([undefined, ["last"]]);
  vi.useRealTimers();
});

test.each(["destroy", "comm_live_update"])("a page whose model ends keeps nothing of its views (%s)", (end) => {
  const page = pageOf(queue);
  page.pass(root("before"));
  model.trigger(end);
  page.pass(root("after"));
  expect([page.take(), unmounted()]).toEqual([undefined, ["before", "after"]]);
});

test("a page that is asked who looks at it answers if somebody does", () => {
  const page = pageOf(queue);
  queue.sink!({ event: "who" });
  expect(model.sent).toEqual([]);
  page.enter("light");
  queue.sink!({ event: "who" });
  expect(model.sent.map((message) => message.event)).toEqual(["context", "context"]);
});

test.each([
  [0, false],
  [4, true],
])("a greeting says whether the page had a past (version %i: %s)", (version, late) => {
  model.attributes.version = version;
  pageOf(queue).enter("light");
  expect(model.sent[0]).toMatchObject({ event: "context", late });
});

test("a page whose kernel restarts is lost", () => {
  const page = pageOf(queue);
  expect(page.life.lost).toBe(false);
  model.trigger("comm_live_update");
  expect(page.life.lost).toBe(true);
});

test("a page is lost when nobody is left to take what its inputs send", async () => {
  const page = pageOf(queue);
  const input = await page.input("abc");
  slider.send = () => {
    throw new Error("Cannot send");
  };
  input.commit([5]);
  expect(page.life.lost).toBe(true);
});

/** A model of anywidget's; `given` are the messages that it hears, `ready` whether it has begun. */
class HostModel extends FakeModel {
  comm = { on_msg: (take: (message: any) => unknown) => (this.hear = take) };
  hear = (message: any): unknown => this._handle_comm_msg(message);
  heard: any[] = [];

  async _handle_comm_msg(message: any): Promise<void> {
    this.heard.push(message);
  }
}

class LateModel extends HostModel {
  override async _handle_comm_msg(): Promise<void> {
    throw new Error("[anywidget] Failed to initialize model.");
  }
}

test("a page whose model was given up hears its kernel again, and asks what it has missed", async () => {
  const late = new LateModel({ rows: tree("first"), version: 4 });
  pageOf({ model: late, items: [], sink: null });
  await vi.waitFor(() => expect(late.sent).toEqual([{ event: "resync" }]));
  await late.hear("a patch");
  expect([late.heard, late.get("version")]).toEqual([["a patch"], 4]);
});

test("a page whose model hears is left as it is", async () => {
  const host = new HostModel({ rows: tree("first"), version: 4 });
  pageOf({ model: host, items: [], sink: null });
  await new Promise((resolve) => setTimeout(resolve));
  expect([host.sent, host.get("version")]).toEqual([[], 4]);
});
