// Rows of a long table that have come.

import { describe, expect, test } from "vitest";

import { readColumns } from "../src/chunks/data/columns";
import { NO_EDITS } from "../src/chunks/grid/edits";
import { Part, type View } from "../src/chunks/grid/part";
import { column } from "./tables";

const VIEW: View = { sort: null, query: "", columns: [] };

describe("rows that have come", () => {
  test("hold what is written into them as the table has it, though they held nothing", () => {
    const [empty] = readColumns(1, [{ name: "date", type: "empty", enc: "u1", at: 0 }], new ArrayBuffer(1));
    const part = new Part(VIEW, 1, 7, 9, 1, [empty!], null);
    const read = part.values({ at: 0, column: column("date") }, 9, {
      ...NO_EDITS,
      edited_rows: { 7: { date: "2024-02-29" } },
    });
    expect(read(0)).toBe(Date.UTC(2024, 1, 29));
  });
});
