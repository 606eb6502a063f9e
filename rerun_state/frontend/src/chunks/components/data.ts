// JSON and files as they travel.

/** The bytes of what was compressed. */
export async function gunzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g;
const MARK = "\u0000rs:";

/** JSON as Python writes it, which knows NaN and Infinity. */
export function parseJson(text: string): any {
  if (!/NaN|Infinity/.test(text)) return JSON.parse(text);
  const marked = text.replace(TOKEN, (token) =>
    token.startsWith('"') ? token : JSON.stringify(MARK + token),
  );
  return JSON.parse(marked, (_, value) =>
    typeof value === "string" && value.startsWith(MARK) ? Number(value.slice(MARK.length)) : value,
  );
}

/** Calls `give` at most every `pause` ms, and always with the latest value at last. */
export function throttle<T>(give: (value: T) => void, pause: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: { value: T } | undefined;
  const rest = () => {
    timer = undefined;
    if (!waiting) return;
    const { value } = waiting;
    waiting = undefined;
    timer = setTimeout(rest, pause);
    give(value);
  };
  return {
    offer(value: T): void {
      waiting = { value };
      if (timer === undefined) rest();
    },
    cancel(): void {
      clearTimeout(timer);
      timer = waiting = undefined;
    },
  };
}
