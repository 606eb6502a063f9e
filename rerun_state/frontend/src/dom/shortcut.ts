// Shortcuts of buttons, written like "Ctrl+Shift+K"; "Mod" is Cmd on a Mac and Ctrl elsewhere.

const isMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "");

/** The keys that commit a text of several lines, where Enter begins the next. */
export const COMMIT_KEYS = isMac ? "⌘+Enter" : "Ctrl+Enter";

const MODIFIERS = new Set([
  "ctrl",
  "control",
  "cmd",
  "command",
  "meta",
  "mod",
  "alt",
  "option",
  "shift",
]);
const NAMES: Record<string, string> = {
  esc: "escape",
  return: "enter",
  del: "delete",
  space: " ",
  up: "arrowup",
  down: "arrowdown",
  left: "arrowleft",
  right: "arrowright",
};

interface Keys {
  key: string;
  ctrl: boolean;
  meta: boolean;
  alt: boolean;
  shift: boolean;
}

function parseShortcut(shortcut: string, mac = isMac): Keys {
  const parts = shortcut
    .toLowerCase()
    .split("+")
    .map((part) => part.trim());
  const has = (...names: string[]) => names.some((name) => parts.includes(name));
  const key = parts.find((part) => !MODIFIERS.has(part)) ?? "";
  return {
    key: NAMES[key] ?? key,
    // As in Streamlit, Ctrl and Cmd mean the platform's own command key.
    ctrl: !mac && has("ctrl", "control", "cmd", "command", "meta", "mod"),
    meta: mac && has("ctrl", "control", "cmd", "command", "meta", "mod"),
    alt: has("alt", "option"),
    shift: has("shift"),
  };
}

export function matchesShortcut(event: KeyboardEvent, shortcut: string, mac = isMac): boolean {
  const keys = parseShortcut(shortcut, mac);
  const bare = !keys.ctrl && !keys.meta && !keys.alt;
  return (
    event.key.toLowerCase() === keys.key &&
    event.ctrlKey === keys.ctrl &&
    event.metaKey === keys.meta &&
    event.altKey === keys.alt &&
    event.shiftKey === keys.shift &&
    !(bare && isTyping(event.target))
  );
}

/** A plain letter that goes into a text is no shortcut. */
function isTyping(target: EventTarget | null): boolean {
  const el = target as HTMLElement | null;
  return Boolean(
    el?.matches?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]"),
  );
}

export function shortcutLabel(shortcut: string): string {
  return shortcut
    .split("+")
    .map((part) => part.trim())
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(" + ");
}
