// What the page itself needs of the contract. The build puts the two tables in the place of this
// module, so that no page loads the contract.
import { chunks as chunksOf, defaults as defaultsOf } from "./index";

export const defaults = defaultsOf();
/** The chunk of each kind that one draws. */
export const chunks = Object.fromEntries(
  Object.entries(chunksOf()).map(([kind, [chunk]]) => [kind, chunk!]),
);
