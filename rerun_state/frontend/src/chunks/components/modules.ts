// Finds the imports of JavaScript modules. The frames ask for it, so that they need not carry a lexer.
import { init, parse } from "es-module-lexer/minimal";

/** One import of a module: the place in its text to be replaced, and what it names. */
export interface Import {
  kind: "static" | "dynamic" | "meta";
  start: number;
  end: number;
  /** The module it names; null where that is computed. */
  name: string | null;
}

/** The imports of a module, in order; none for what is no module. */
export async function importsOf(text: string): Promise<Import[]> {
  await init();
  try {
    return parse(text)[0].map(({ n = null, s, e, ss, d }) => {
      if (d === -2) return { kind: "meta", start: s, end: e, name: null };
      // Of a dynamic import the word itself is replaced, of a static one what it names.
      if (d >= 0) return { kind: "dynamic", start: ss, end: ss + "import".length, name: n };
      return { kind: "static", start: s, end: e, name: n };
    });
  } catch {
    return [];
  }
}
