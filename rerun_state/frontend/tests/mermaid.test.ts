import { expect, test, vi } from "vitest";
import { draw } from "../src/chunks/mermaid";

/** The library has one theme for all, and draws when it comes to it. */
vi.mock("mermaid", () => {
  let theme: string;
  return {
    default: {
      initialize: (config: { theme: string }) => (theme = config.theme),
      render: async (_: string, text: string) => {
        await Promise.resolve();
        if (text === "wrong") throw new Error("no diagram");
        return { svg: `${text} in ${theme}` };
      },
    },
  };
});

test("a dark page and a light one draw at once, each in its own theme", async () => {
  const both = [draw("a", true), draw("b", false), draw("c", true)];
  expect(await Promise.all(both)).toEqual(["a in dark", "b in default", "c in dark"]);
});

test("what cannot be drawn keeps no other diagram from it", async () => {
  const [wrong, right] = [draw("wrong", true), draw("a", false)];
  await expect(wrong).rejects.toThrow("no diagram");
  expect(await right).toBe("a in default");
});
