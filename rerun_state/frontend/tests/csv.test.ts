import { describe, expect, test } from "vitest";
import type { Cell, ColumnHead } from "../src/chunks/data/columns";
import { writer } from "../src/chunks/grid/csv";

describe("a file", () => {
  // As Streamlit 1.67 writes the same cells.
  test.each<[Partial<ColumnHead>, Cell, string]>([
    [{ type: "text" }, 'a "q"', '"a ""q"""'],
    [{ type: "text" }, "x,y", '"x,y"'],
    [{ type: "text" }, " pad ", " pad "],
    [{ type: "float" }, 1e21, "1e+21"],
    [{ type: "float" }, Infinity, "Infinity"],
    [{ type: "float" }, -0, "-0"],
    [{ type: "float", config: { format: "%.1f" } }, 1 / 3, "0.3333333333333333"],
    [{ type: "int", config: { type: "checkbox" } }, 0, "false"],
    [{ type: "bool" }, true, "true"],
    [{ type: "decimal" }, "1.50", "1.5"],
    [{ type: "decimal" }, "200", "200"],
    [{ type: "date" }, 1704153600000, "2024-01-02"],
    [{ type: "datetime" }, 1704164645000, "2024-01-02T03:04:05.000"],
    [{ type: "datetime", tz: "Europe/Berlin" }, 1704161045000, "2024-01-02T02:04:05.000Z"],
    [{ type: "datetime", config: { type: "date" } }, 1704164645000, "2024-01-02"],
    [{ type: "datetime", config: { type: "time" } }, 1704164645500, "03:04:05.500"],
    [{ type: "datetime" }, -1, "1969-12-31T23:59:59.999"],
    [{ type: "datetime" }, -0.001, "1969-12-31T23:59:59.999"],
    [{ type: "datetime" }, 253402300800000, "+010000-01-01T00:00:00.000"],
    [{ type: "datetime" }, 9e15, "9000000000000000"],
    [{ type: "date" }, -62198755200000, "-000001-01-01"],
    [{ type: "int", config: { type: "datetime" } }, 1704164645, "2024-01-02T03:04:05.000Z"],
    [{ type: "text", config: { type: "date" } }, "2024-01-02 03:04", "2024-01-02"],
    [{ type: "text", config: { type: "date" } }, "soon", "soon"],
    [{ type: "time" }, 3723000, "01:02:03.000"],
    [{ type: "time" }, 3723007, "01:02:03.007"],
    [{ type: "timedelta" }, 93784567, "93784.567"],
    [{ type: "list" }, '["a", "b,c"]', '"a,b,c"'],
    [{ type: "list" }, "[1.5, null]", '"1.5,"'],
    [{ type: "list" }, "[[1], [2]]", '"1,2"'],
    [{ type: "json" }, '{"a": "x y", "b": [1, 2]}', '"{""a"":""x y"",""b"":[1,2]}"'],
  ])("has of a column %j what Streamlit writes", (head, value, text) => {
    expect(writer({ name: "n", enc: "text", ...head } as ColumnHead)(value)).toBe(text);
  });
});
