// Ids that are unique in the document: several pages share it.
import { useState } from "preact/hooks";

let count = 0;

export function useUid(): string {
  return useState(() => `rs-${++count}`)[0];
}
