// Vega keeps a place for every row that a table which it makes of another has ever had: a chart
// whose data change each second grows by a megabyte in a minute, and slower. Here it lets go of them.
import { readFile } from "node:fs/promises";

const KEPT = "lut[id] = null;";

export const forgetful = {
  name: "forgetful",
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]vega-transforms[/\\]build[/\\]vega-transforms\.js$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      if (!text.includes(KEPT)) throw new Error(`${path} has no ${KEPT} Does Vega let go of rows by itself?`);
      return { contents: text.replaceAll(KEPT, "delete lut[id];"), loader: "js" };
    });
  },
};
