// What a build has not written would be packed into the wheel: it goes.
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/** Take away whatever lies in a folder, but for these names. */
export async function sweep(folder, written) {
  const kept = new Set(written);
  const stale = (await readdir(folder)).filter((name) => !kept.has(name));
  for (const name of stale) await rm(join(folder, name), { recursive: true });
  return stale;
}
