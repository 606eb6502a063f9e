import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
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

describe("a connection that is cut", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const become = (status: string, ms: number) => {
    kernel.statusChanged.emit(status);
    vi.advanceTimersByTime(ms);
  };

  test("is said after a moment, and counted when it is there again", () => {
    const life = lifeOf(model);
    life.watch(view());
    become("unknown", 900);
    expect(life.cut).toBe(false);
    vi.advanceTimersByTime(200);
    expect([life.cut, life.returns]).toEqual([true, 0]);
    become("busy", 0);
    expect([life.cut, life.returns]).toEqual([false, 0]);
    become("idle", 1100);
    expect([life.cut, life.returns, life.lost]).toEqual([false, 1, false]);
  });

  test("is not to be trusted from the first moment until it counts as made again", () => {
    const life = lifeOf(model);
    life.watch(view());
    expect(life.unsure).toBe(false);
    become("unknown", 0);
    expect(life.unsure).toBe(true);
    become("idle", 900);
    expect(life.unsure).toBe(true);
    vi.advanceTimersByTime(200);
    expect(life.unsure).toBe(false);
  });

  test("is counted also if it was cut for a moment alone", () => {
    const life = lifeOf(model);
    life.watch(view());
    become("unknown", 10);
    become("idle", 1100);
    expect([life.cut, life.returns]).toEqual([false, 1]);
  });

  test("is not one that is made for the first time", () => {
    kernel.status = "unknown";
    const life = lifeOf(model);
    life.watch(view());
    vi.advanceTimersByTime(5000);
    become("idle", 1100);
    expect([life.cut, life.returns]).toEqual([false, 0]);
  });
});

test("nothing listens once all views are gone", () => {
  const [first, second] = [lifeOf(model).watch(view()), lifeOf(model).watch(view())];
  first();
  expect(kernel.statusChanged.slots.size).toBe(1);
  second();
  expect(kernel.statusChanged.slots.size + kernel.disposed.slots.size).toBe(0);
});
