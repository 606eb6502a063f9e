import { describe, expect, test, vi } from "vitest";
import type { TableProps } from "../src/chunks/grid/props";
import { Doing } from "../src/chunks/grid/passage";
import { Remote } from "../src/chunks/grid/remote";
import { HEADS } from "./tables";

describe("a long table", () => {
  test("asks again when it is told of a change of other rows than it has", () => {
    const asked: { ask: number }[] = [];
    const remote = new Remote((content) => asked.push(content));
    const [columns, data] = [HEADS.slice(0, 1), new ArrayBuffer(8)];
    const told = { event: "rows", row: 1, view: remote.id, ask: 1, start: 400, total: 1000 } as const;
    remote.take({ rows: 1000, window: 3, columns, data } as unknown as TableProps);
    remote.want(500, 503);
    remote.receive({ ...told, rows: 300, columns, data });
    expect(asked.length).toBe(1);
    remote.receive({ ...told, rows: 300, splice: { cuts: [1, 1, 1], bytes: data.slice(1, 2), sum: 7 } });
    expect(asked.map(({ ask }) => ask)).toEqual([1, 2]);
  });

  test("tells whoever waits for an answer that there is no kernel any more", async () => {
    const remote = new Remote(() => {});
    const [columns, data] = [HEADS.slice(0, 1), new ArrayBuffer(8)];
    remote.take({ rows: 1000, window: 3, columns, data } as unknown as TableProps);
    const asked = remote.about(0);
    remote.lose();
    await expect(asked).rejects.toThrow("There is no kernel.");
    await expect(remote.about(0)).rejects.toThrow("There is no kernel.");
  });

  const long = (say: (content: { ask: number }) => void = () => {}) => {
    const remote = new Remote(say);
    remote.take({ rows: 1000, window: 3, columns: HEADS.slice(0, 1), data: new ArrayBuffer(8) } as unknown as TableProps);
    return remote;
  };

  test("is drawn anew once it has no kernel, and waits for nothing then", () => {
    vi.useFakeTimers();
    const remote = long();
    remote.want(500, 503);
    vi.advanceTimersByTime(1000);
    expect(remote.slow).toBe(true);
    const before = remote.changes;
    remote.lose();
    expect(remote.changes).toBeGreaterThan(before);
    expect(remote.slow).toBe(false);
    vi.useRealTimers();
  });

  test("says that it is not sorted anew where it has no kernel, and keeps the rows that it has", () => {
    const asked: { ask: number }[] = [];
    const remote = long((question) => asked.push(question));
    remote.want(500, 503);
    answer(remote, asked[0]!, 1000);
    remote.lose();
    const before = remote.changes;
    const view = { sort: null, query: "", columns: [] as number[] };
    remote.arrange({ ...view, sort: [0, true] });
    expect([remote.arranged, remote.changes > before, remote.has(501)]).toEqual([false, true, true]);
    remote.arrange(view);
    expect([remote.arranged, remote.has(501)]).toEqual([true, true]);
  });

  test("asks once more what was not answered when the connection was cut", async () => {
    const asked: object[] = [];
    const remote = long((question) => asked.push(question));
    remote.want(500, 503);
    const about = remote.about(0);
    remote.retry();
    expect(asked).toHaveLength(4);
    expect(asked.slice(2)).toEqual(asked.slice(0, 2));
    remote.receive({ event: "rows", row: 1, view: remote.id, ask: 2, about: { rows: 1000 } } as any);
    await about;
    remote.retry();
    expect(asked).toHaveLength(5);
  });

  test("counts on when what it said of a column may be out of date, and no more once that was asked anew", () => {
    const asked: { ask: number }[] = [];
    const remote = long((question) => asked.push(question));
    void remote.about(0);
    const told = { event: "rows", row: 1, view: remote.id, ask: asked[0]!.ask } as const;
    remote.receive({ ...told, about: { rows: 1000, missing: 0, distinct: 1 } });
    remote.receive({ ...told, outdated: true });
    expect(remote.outdated).toBe(1);
    void remote.about(0);
    remote.receive({ ...told, outdated: true });
    expect(remote.outdated).toBe(1);
    remote.receive({ ...told, view: "", ask: 0, outdated: true, stale: true }); // whoever looks
    expect(remote.outdated).toBe(2);
  });

  test("waits for rows that take long however one scrolls, and asks for the last ones alone", () => {
    vi.useFakeTimers();
    const asked: { ask: number; start: number }[] = [];
    const remote = long((question) => asked.push(question as any));
    for (let at = 100; at < 900; at += 100) {
      remote.want(at, at + 3);
      vi.advanceTimersByTime(1000);
    }
    expect([asked.length, remote.slow]).toEqual([1, true]);
    answer(remote, asked[0]!, 1000);
    expect(asked.map(({ start }) => start)).toEqual([asked[0]!.start, 740]);
    vi.useRealTimers();
  });

  test("asks anew for other rows than those that have not come for so long that they may be lost", () => {
    vi.useFakeTimers();
    const asked: { ask: number }[] = [];
    const remote = long((question) => asked.push(question));
    remote.want(100, 103);
    vi.advanceTimersByTime(11_000);
    remote.want(500, 503);
    expect(asked.length).toBe(2);
    vi.useRealTimers();
  });

  test("tells the kernel that nobody looks at a column any more", () => {
    const asked: { step?: string }[] = [];
    const remote = long((question) => asked.push(question as object));
    remote.lookAway();
    remote.lose();
    remote.lookAway();
    expect(asked.map(({ step }) => step)).toEqual(["end"]);
  });

  test("says that whoever reads all of its rows waits for a busy kernel", () => {
    vi.useFakeTimers();
    const remote = long();
    void remote.during("Reading.", () => remote.about(0));
    expect([remote.doing?.what, remote.slow]).toEqual(["Reading.", false]);
    vi.advanceTimersByTime(1000);
    expect(remote.slow).toBe(true);
    vi.useRealTimers();
  });

  test("tells whoever reads it that it has become one of other columns", async () => {
    const remote = long();
    const read = remote.during("Reading.", () => remote.about(0));
    remote.take({ rows: 1000, window: 3, columns: HEADS.slice(1, 2), data: new ArrayBuffer(24) } as unknown as TableProps);
    await read;
    expect([remote.problem, remote.doing]).toEqual(["The table has changed while it was read.", null]);
  });

  const answer = (remote: Remote, { ask, start, stop }: any, total: number) =>
    remote.receive({
      ...{ event: "rows", row: 1, view: remote.id, ask, start, total, rows: stop - start },
      ...{ columns: HEADS.slice(0, 1), data: new ArrayBuffer(0) },
    });

  test("is read in the order in which its reader has it, whatever is called for meanwhile", async () => {
    const asked: any[] = [];
    const remote = long((content) => asked.push(content));
    remote.take({ rows: 5000, window: 3, columns: HEADS.slice(0, 1), data: new ArrayBuffer(8) } as unknown as TableProps);
    const parts = remote.read(0, 5000, new Doing(""));
    const first = parts.next();
    remote.arrange({ sort: [0, true], query: "", columns: [] });
    answer(remote, asked[0], 5000);
    await first;
    const second = parts.next();
    expect(asked.map(({ start, sort, step }) => [start, sort, step])).toEqual([
      [0, null, "begin"],
      [0, [0, true], undefined],
      [2000, null, "go on"],
    ]);
    answer(remote, asked[2], 4000);
    await expect(second).rejects.toThrow("The table has changed while it was read.");
    expect(asked.at(-1).step).toBe("end");
  });

  test("is asked for its next rows before the last ones are worked on, and told that all are read", async () => {
    const asked: any[] = [];
    const remote = long((content) => asked.push(content));
    remote.take({ rows: 5000, window: 3, columns: HEADS.slice(0, 1), data: new ArrayBuffer(8) } as unknown as TableProps);
    const doing = new Doing("");
    const parts = remote.read(0, 5000, doing);
    const first = parts.next();
    answer(remote, asked[0], 5000);
    await first;
    expect(asked.at(-1)).toMatchObject({ step: "go on", start: 2000, stop: 5000 });
    answer(remote, asked[1], 5000);
    await parts.next();
    const end = parts.next();
    for (const start of [2000, undefined]) {
      await new Promise((resolve) => setTimeout(resolve));
      remote.receive({ event: "rows", row: 1, view: remote.id, ask: asked.at(-1).ask, start });
    }
    expect((await end).done).toBe(true);
    expect(asked.map(({ step, start }) => [step, start])).toEqual([
      ["begin", 0],
      ["go on", 2000],
      ["check", 0],
      ["check", 2000],
      ["end", 0],
    ]);
    expect([doing.done, doing.all]).toEqual([5000, 5000]);
  });

  test("takes no message of which a kernel that ends has mixed up the parts", async () => {
    const asked: any[] = [];
    const remote = long((content) => asked.push(content));
    const first = remote.read(0, 1000, new Doing("")).next();
    const told = { event: "rows", row: 1, view: remote.id, ask: asked[0].ask, start: 0, total: 1000 } as const;
    remote.receive({ ...told, rows: 1000, columns: HEADS.slice(1, 2), data: new ArrayBuffer(13) });
    remote.lose();
    await expect(first).rejects.toThrow("There is no kernel.");
  });

  test("is looked at a second time, as others may have written into it", async () => {
    const asked: any[] = [];
    const remote = long((content) => asked.push(content));
    const parts = remote.read(0, 1000, new Doing(""));
    const first = parts.next();
    answer(remote, asked[0], 1000);
    await first;
    const end = parts.next();
    await Promise.resolve();
    expect(asked.at(-1)).toMatchObject({ step: "check", start: 0 });
    remote.receive({ event: "rows", row: 1, view: remote.id, ask: asked.at(-1).ask, error: "It has changed." });
    await expect(end).rejects.toThrow("It has changed.");
  });

  test("leaves what its reader does not want any more at once, without a complaint", async () => {
    const asked: any[] = [];
    const remote = long((content) => asked.push(content));
    const read = remote.during("Reading.", (doing) => remote.read(0, 1000, doing).next());
    remote.doing!.stop();
    await read;
    expect([remote.doing, remote.problem, remote.slow]).toEqual([null, null, false]);
    expect(asked.map(({ step }) => step)).toEqual(["begin", "end"]);
  });

  test("knows how many rows have some words once the kernel has told", () => {
    const remote = long();
    remote.arrange({ sort: null, query: "words", columns: [0] });
    expect(remote.found("words")).toBe(null);
    const told = { event: "rows", row: 1, view: remote.id, ask: 1, start: 0, total: 5, rows: 0 } as const;
    remote.receive({ ...told, columns: HEADS.slice(0, 1), data: new ArrayBuffer(0), places: new ArrayBuffer(0) });
    expect(remote.found("words")).toBe(5);
    expect(remote.found("other words")).toBe(null);
  });
});
