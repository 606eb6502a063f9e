import { expect, test } from "vitest";
import { packed, unpacked } from "../src/model/packing";

const CODE = `const word = "é, 语, 🎈";\n${"draw(a, b);\n".repeat(20_000)}`;

test("a code is a fraction as long when it is packed, and the same afterwards", async () => {
  const small = await packed(CODE);
  expect(small.length).toBeLessThan(CODE.length / 20);
  expect(await unpacked(small)).toBe(CODE);
});

test("a code that is not packed is what it is", async () => {
  expect(await unpacked(CODE)).toBe(CODE);
});

test("what the kernel has packed is read", async () => {
  // Written by page/libraries.py.
  const written = "gzip,H4sIAAAAAAAAA0utKMgvKlFISU1LLM0pUVA6vFLhw/y+DiVrAKQwypkZAAAA";
  expect(await unpacked(written)).toBe('export default "é 🎈";');
});
