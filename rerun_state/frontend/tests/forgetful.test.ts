import { build } from "esbuild";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
// @ts-expect-error: a script of the build, without types
import { forgetful } from "../scripts/forgetful.mjs";

const USED = `
  export { collect, project, relay } from "vega-transforms";
  export { changeset, Dataflow } from "vega-dataflow";`;

async function vega(): Promise<any> {
  const stdin = { contents: USED, resolveDir: fileURLToPath(new URL(".", import.meta.url)) };
  const made = await build({ stdin, bundle: true, format: "esm", write: false, plugins: [forgetful] });
  const code = Buffer.from(made.outputFiles[0]!.contents).toString("base64");
  return import(/* @vite-ignore */ `data:text/javascript;base64,${code}`);
}

test.each(["relay", "project"])("a table that Vega makes by %s knows the rows that there are", async (how) => {
  const { changeset, collect, Dataflow, ...ways } = await vega();
  const flow = new Dataflow();
  const table = flow.add(collect);
  const derived = flow.add(ways[how], { derive: true, pulse: table });
  for (let run = 0; run < 3; run++) {
    const rows = Array.from({ length: 5 }, (_, at) => ({ at }));
    flow.pulse(table, changeset().remove(() => true).insert(rows)).run();
    expect(Object.keys(derived.value)).toHaveLength(5);
  }
});
