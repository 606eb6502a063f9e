// Which visit this tab has. It is kept with the tab, so that a page which is loaded again finds its
// session. A copy of the tab has it as well: only of the tab itself has the page before been left.

const KEY = `rerun_state:${location.pathname}`;

interface Kept {
  tab: string;
  left: boolean;
}

/** The visit's name, and whether this page follows one that had it; as the tab remembers. */
export function recall(): Kept {
  const kept = read();
  if (kept.left) write({ ...kept, left: false });
  return kept;
}

export function remember(tab: string): void {
  write({ tab, left: false });
}

/** Note that this page is being left. */
export function leave(): void {
  const kept = read();
  if (kept.tab) write({ ...kept, left: true });
}

function read(): Kept {
  try {
    const { tab, left } = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
    return { tab: String(tab ?? ""), left: left === true };
  } catch {
    return { tab: "", left: false }; // the browser keeps nothing
  }
}

function write(kept: Kept): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Then a page that is loaded again has a new session.
  }
}
