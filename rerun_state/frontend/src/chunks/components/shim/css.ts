// Style sheets whose addresses are files of a component.

const ADDRESS =
  /\/\*[\s\S]*?\*\/|url\(\s*("[^"]*"|'[^']*'|[^)"'\s]*)\s*\)|(@import\s+)("[^"]*"|'[^']*')/gi;

/** A style sheet with other addresses: `replace` is given each, and returns null to leave it. */
export async function rewriteCss(
  css: string,
  replace: (address: string) => Promise<string | null>,
): Promise<string> {
  const text = onlyWoff2(css);
  const found = [...text.matchAll(ADDRESS)].filter((match) => !match[0].startsWith("/*"));
  const others = await Promise.all(
    found.map((match) => {
      const address = unquoted(match[1] ?? match[3]!);
      // A fragment alone means a part of the page, and would lead to the sheet itself.
      return isAddress(address) ? replace(address) : null;
    }),
  );
  let made = "";
  let at = 0;
  found.forEach((match, i) => {
    const other = others[i];
    if (other == null) return;
    made += text.slice(at, match.index) + (match[2] ?? "") + `url("${other}")`;
    at = match.index + match[0].length;
  });
  return made + text.slice(at);
}

/** Could this be the address of a file, rather than a fragment or the content itself? */
function isAddress(address: string): boolean {
  return address !== "" && !/^(#|data:|blob:|about:|https?:)/i.test(address);
}

/** Of the formats of a font the one that all browsers can read, so that no other is sent. */
export function onlyWoff2(css: string): string {
  return css.replace(/@font-face\s*\{[^}]*\}/gi, (face) => {
    if (!/\.woff2\b/i.test(face)) return face;
    return face.replace(/src\s*:([^;}]*)(;|(?=\}))/gi, (whole, list: string, end: string) => {
      const kept = list.split(/,(?![^(]*\))/).filter((part) => /\.woff2\b|local\(/i.test(part));
      if (kept.length) return `src:${kept.join(",")}${end}`;
      // An old browser's second `src`, as for EOT, is left out beside one with WOFF2.
      return /url\(/i.test(list) ? "" : whole;
    });
  });
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/s, "$2").trim();
}
