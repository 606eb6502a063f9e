import { beforeEach, expect, test } from "vitest";
import { lifeOf } from "../src/model/life";
import { FakeModel } from "./model";

class Signal<T> {
  slots = new Set<(sender: unknown, value: T) => void>();
  connect(slot: (sender: unknown, value: T) => void) {
    this.slots.add(slot);
  }
  disconnect(slot: (sender: unknown, value: T) => void) {
    this.slots.delete(slot);
  }
  emit(value: T) {
    for (const slot of this.slots) slot(null, value);
  }
}

const view = (disconnected = false) => ({ closest: () => disconnected || null }) as any;

let model: FakeModel;
let kernel: { status: string; statusChanged: Signal<string>; disposed: Signal<unknown> };

beforeEach(() => {
  model = new FakeModel();
  kernel = { status: "idle", statusChanged: new Signal(), disposed: new Signal() };
  model.widget_manager.kernel = kernel;
});

test("a model that was saved has no kernel from the beginning", () => {
  const life = lifeOf(model);
  life.watch(view(true));
  expect([life.lost, life.saved]).toEqual([true, true]);
});

test.each(["restarting", "autorestarting", "terminating", "dead"])(
  "a kernel that is %s is gone, as soon as that is known",
  (status) => {
    const life = lifeOf(model);
    life.watch(view());
    kernel.statusChanged.emit("busy");
    expect(life.lost).toBe(false);
    kernel.statusChanged.emit(status);
    expect([life.lost, life.saved]).toEqual([true, false]);
  },
);

test("a kernel that is shut down is gone", () => {
  const life = lifeOf(model);
  life.watch(view());
  kernel.disposed.emit(null);
  expect(life.lost).toBe(true);
});

test("a kernel that ended while nobody looked is missed by the next view", () => {
  const life = lifeOf(model);
  life.watch(view())();
  kernel.statusChanged.emit("dead");
  expect(life.lost).toBe(false);
  kernel.status = "dead";
  life.watch(view());
  expect(life.lost).toBe(true);
});

test("nothing listens once all views are gone", () => {
  const [first, second] = [lifeOf(model).watch(view()), lifeOf(model).watch(view())];
  first();
  expect(kernel.statusChanged.slots.size).toBe(1);
  second();
  expect(kernel.statusChanged.slots.size + kernel.disposed.slots.size).toBe(0);
});
