// Selectors, taken apart: into those between commas, and each of those into its compounds.

/** What stands between two combinators, as `div.card:hover`. */
export interface Compound {
  /** What joins it to the one before: `" "`, `">"`, `"+"`, `"~"`; for the first, `""` or one of them. */
  joint: string;
  parts: string[];
}

/** Strings in brackets, what is in parentheses, names of classes, ids and types; and the rest. */
const PARTS =
  /\[(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^\]"'])*\]|[.#]?(?:\\[0-9a-f]{1,6}\s?|\\.|[\w-]|[^\x00-\x7f])+|::?[\w-]+|\(|[*&|]|\s*[>+~,]\s*|\s+|./gis;

/** The selectors of a list, each as its compounds. */
export function parse(text: string): Compound[][] {
  const list: Compound[][] = [[{ joint: "", parts: [] }]];
  const tokens = text.trim().match(PARTS) ?? [];
  for (let at = 0; at < tokens.length; at++) {
    const selector = list.at(-1)!;
    const { parts } = selector.at(-1)!;
    const token = tokens[at]!;
    const sign = token.trim();
    if (token === "(") {
      const end = closing(tokens, at);
      parts.push((parts.pop() ?? "") + tokens.slice(at, end).join(""));
      at = end - 1;
    } else if (sign === ",") list.push([{ joint: "", parts: [] }]);
    else if (sign && !">+~".includes(sign)) parts.push(token);
    else if (parts.length) selector.push({ joint: sign || " ", parts: [] });
    else selector.at(-1)!.joint = sign;
  }
  return list;
}

/** Behind the parenthesis that closes the one there. */
function closing(tokens: string[], at: number): number {
  for (let depth = 0; at < tokens.length; at++) {
    if (tokens[at] === "(") depth++;
    if (tokens[at] === ")" && !--depth) return at + 1;
  }
  return at;
}

/** Compounds as they are written. */
export function written(selector: Compound[]): string {
  return selector.map(({ joint, parts }) => spaced(joint) + parts.join("")).join("").trimStart();
}

function spaced(joint: string): string {
  return joint.trim() ? ` ${joint} ` : joint;
}
