import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Detail } from "../src/chunks/charts/detail";
import type { PointsMessage } from "../src/types";
import { charted } from "./charted";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const columns = [{ name: "x", type: "int", enc: "i4", at: 0 } as const];
const bytes = (...values: number[]) => new Int32Array(values).buffer;
const dataset = (...values: number[]) => ({ rows: values.length, columns, data: bytes(...values) });
const few = (finer: string, ...values: number[]) => ({ finer, ...charted({ source: values }) });

/** A chart as Vega has it, and what it was given last. */
function stage() {
  const asked: any[] = [];
  const detail = new Detail((content) => asked.push(content));
  let look = (_: string, __: unknown) => {};
  let shown: number[] | undefined;
  let seen: object = {};
  const chart = {
    data: (_: string, rows: any[]) => (shown = rows.map(({ x }) => x)),
    runAsync: () => Promise.resolve(),
    signal: () => seen,
    addSignalListener: (_: string, listener: typeof look) => (look = listener),
    removeSignalListener: (_: string, listener: typeof look) => void (look === listener && (look = () => {})),
  };
  detail.follow(chart, few("a", 0, 5, 9));
  const see = (...x: number[]) => {
    seen = x.length ? { x, y: [0, 1] } : {};
    look("pan", seen);
    vi.runAllTimers();
  };
  const answer = (more: Partial<PointsMessage> = {}) => {
    const { view, ask } = asked.at(-1);
    const points = { ...dataset(4, 6), stays: new Uint8Array([1, 0, 1]).buffer, mark: "m", note: "n" };
    detail.receive({ event: "points", row: 1, view, ask, of: "a", ...points, ...more });
  };
  return { asked, detail, chart, see, answer, look: (x: number[]) => look("pan", { x }), shown: () => shown };
}

describe("a chart of many points", () => {
  test("asks for what is in sight once its reader rests, and adds it to what stays", () => {
    const { asked, detail, look, see, answer, shown } = stage();
    look([0, 9]);
    see(4, 6);
    expect(asked).toEqual([{ view: detail.id, ask: 1, x: [4, 6], y: [0, 1] }]);
    answer();
    expect(shown()).toEqual([0, 9, 4, 6]);
    expect(detail.note).toBe("n");
  });

  test("is whole again when its reader goes back, without the kernel", () => {
    const { asked, detail, see, answer, shown } = stage();
    see(4, 6);
    answer();
    see();
    expect(shown()).toEqual([0, 5, 9]);
    expect(detail.note).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  test("asks one question at a time, and then for what is in sight by then", () => {
    const { asked, see, answer } = stage();
    see(4, 6);
    see(3, 7);
    see(2, 8);
    expect(asked).toHaveLength(1);
    answer();
    expect(asked.map(({ x }) => x)).toEqual([[4, 6], [2, 8]]);
    expect(asked[1].have).toBe("m");
  });

  test("leaves an answer aside that comes when the whole is in sight again", () => {
    const { see, answer, shown } = stage();
    see(4, 6);
    see();
    answer();
    expect(shown()).toBeUndefined();
  });

  test("asks again for points that may have changed, and keeps those that have not", () => {
    const { asked, detail, see, answer, shown } = stage();
    see(4, 6);
    answer();
    detail.receive({ event: "points", row: 1, stale: true });
    expect(asked.at(-1).have).toBe("m");
    answer({ same: true, data: undefined });
    expect(shown()).toEqual([0, 9, 4, 6]);
    expect(detail.note).toBe("n");
  });

  test("asks again where its own points are others by now", () => {
    const { asked, detail, see, answer, shown } = stage();
    see(4, 6);
    detail.take(few("b", 1, 2, 3));
    answer();
    expect(shown()).toBeUndefined();
    expect(asked).toHaveLength(2);
    answer({ of: "b" });
    expect(shown()).toEqual([1, 3, 4, 6]);
  });

  test("says why points have not come, and asks for the next ones", () => {
    const { asked, detail, see, answer } = stage();
    see(4, 6);
    answer({ error: "They are gone.", of: undefined });
    expect(detail.note).toBe("They are gone.");
    see(3, 6);
    expect(asked).toHaveLength(2);
  });

  test("keeps what it has without a kernel, and asks nobody", () => {
    const { asked, detail, see, answer, shown } = stage();
    see(4, 6);
    answer();
    detail.lose();
    see(1, 2);
    expect(asked).toHaveLength(1);
    expect(shown()).toEqual([0, 9, 4, 6]);
  });

  test("asks once more what was not answered when the connection was cut", () => {
    const { asked, detail, see, answer, shown } = stage();
    see(4, 6);
    detail.retry();
    expect(asked).toHaveLength(2);
    answer();
    expect(shown()).toEqual([0, 9, 4, 6]);
    detail.retry();
    expect(asked).toHaveLength(2);
  });

  test("asks for what its reader has zoomed into before it had that many", () => {
    const { asked, detail, chart, see, answer, shown } = stage();
    detail.leave();
    see(4, 6);
    expect(asked).toEqual([]);
    detail.follow(chart, few("a", 0, 5, 9));
    answer();
    expect(shown()).toEqual([0, 9, 4, 6]);
  });

  test("asks for nothing where the ends of an axis say nothing", () => {
    const { asked, see } = stage();
    see(4, 4);
    see(NaN, 2);
    see(-Infinity, 2);
    expect(asked).toEqual([]);
  });
});
