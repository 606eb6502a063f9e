// Filtering options by what is typed.

type FilterMode = "fuzzy" | "contains" | "prefix" | null;

/** The indices of the labels that match, the best first for "fuzzy". */
export function filterLabels(
  labels: readonly string[],
  typed: string,
  mode: FilterMode = "fuzzy",
): number[] {
  const all = labels.map((_, index) => index);
  const query = typed.trim().toLowerCase();
  if (!query || mode === null) return all;
  const lower = labels.map((label) => label.toLowerCase());
  if (mode === "prefix") return all.filter((i) => lower[i]!.startsWith(query));
  if (mode === "contains") return all.filter((i) => lower[i]!.includes(query));
  const scores = lower.map((label) => fuzzyScore(label, query));
  return all.filter((i) => scores[i]! >= 0).sort((a, b) => scores[b]! - scores[a]! || a - b);
}

/** How well the letters of `query` appear in `label`, in order; -1 if they do not. */
function fuzzyScore(label: string, query: string): number {
  const found = label.indexOf(query);
  if (found >= 0) return 1000 - Math.min(found, 99) + (found === 0 ? 1000 : 0);
  let [at, score] = [-1, 0];
  for (const letter of query) {
    const next = label.indexOf(letter, at + 1);
    if (next < 0) return -1;
    const starts = next === 0 || /[\s\-_/.]/.test(label[next - 1]!);
    score += next === at + 1 ? 3 : starts ? 2 : 0;
    at = next;
  }
  return score;
}
