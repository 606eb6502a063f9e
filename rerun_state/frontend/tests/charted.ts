// The tables of charts as they come: of one column of whole numbers each.

const columns = [{ name: "x", type: "int", enc: "i4", at: 0 } as const];

/** Properties with a table for each list of numbers. */
export function charted(tables: Record<string, number[]>) {
  const entries = Object.entries(tables).map(
    ([name, { length }]) => [name, { rows: length, columns, size: 4 * length }] as const,
  );
  const data = new Int32Array(Object.values(tables).flat()).buffer;
  return { datasets: Object.fromEntries(entries), data };
}
