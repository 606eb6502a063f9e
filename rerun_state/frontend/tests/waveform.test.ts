import { expect, test } from "vitest";
import { loudest, newest } from "../src/chunks/uploads/waveform";

test("the loudest part of a sound is as high as a bar can be", () => {
  const samples = new Float32Array([0, 0.1, -0.25, 0.1, 0, 0, 0.5, 0]);
  expect(loudest(samples, 4)).toEqual([0.2, 0.5, 0, 1].map((n) => expect.closeTo(n)));
  expect(loudest(new Float32Array(4), 2)).toEqual([0, 0]);
  expect(loudest(new Float32Array(), 2)).toEqual([0, 0]);
});

test("what is heard now is at the right, and pushes out what was heard long ago", () => {
  expect(newest([1])).toEqual([...Array(63).fill(0), 1]);
  expect(newest(Array.from({ length: 70 }, (_, at) => at)).slice(0, 2)).toEqual([6, 7]);
});
