import { expect, test, vi } from "vitest";
import { Channels } from "../src/view/channels";

const PRESS = { row: 1, label: "Open" };

test("a press reaches the listeners of its own page alone", () => {
  const [here, there] = [new Channels(), new Channels()];
  const [mine, other] = [vi.fn(), vi.fn()];
  here.connect("key", mine);
  there.connect("key", other);
  here.press("key", PRESS);
  expect(mine).toHaveBeenCalledWith(PRESS);
  expect(other).not.toHaveBeenCalled();
});

test("when one of two views goes, the other still passes presses on, once", () => {
  const channels = new Channels();
  const [first, second] = [vi.fn(), vi.fn()];
  channels.connect("key", first);
  const stop = channels.connect("key", second);
  channels.press("key", PRESS);
  stop();
  channels.press("key", PRESS);
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1]);
});

test("a press waits for its listener", () => {
  const channels = new Channels();
  const [first, second] = [vi.fn(), vi.fn()];
  channels.press("key", PRESS);
  channels.connect("key", first);
  channels.connect("key", second);
  expect(first).toHaveBeenCalledExactlyOnceWith(PRESS);
  expect(second).not.toHaveBeenCalled();
});
