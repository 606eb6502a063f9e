// Writes ../static/emoji.json.gz: GitHub's shortcode names of emoji ({"tada": "🎉", ...}).

import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { gemoji } from "gemoji";

const names = Object.fromEntries(
  gemoji.flatMap((entry) => entry.names.map((name) => [name, entry.emoji])),
);

const target = new URL("../../static/emoji.json.gz", import.meta.url);
mkdirSync(fileURLToPath(new URL(".", target)), { recursive: true });
writeFileSync(target, gzipSync(JSON.stringify(names), { level: 9 }));
console.log(`emoji.json.gz: ${Object.keys(names).length} shortcodes`);
