// Which visit this tab has. It is kept with the tab, so that a page which is loaded again finds its
// session. A copy of the tab has it as well: only of the tab itself has the page before been left.
// Where the server keeps what visitors have, the browser remembers the visit that was left last too,
// for a tab that is opened another day; the server gives none that goes on elsewhere to a second tab.

const key = () => `rerun_state:${location.pathname}`;

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

/** Note which visit this is; whether a later tab is to find it. */
export function remember(tab: string, lasts: boolean): void {
  write({ tab, left: false });
  attempt(() => (lasts ? localStorage.setItem(key(), tab) : localStorage.removeItem(key())));
}

/** Note that this page is being left. */
export function leave(): void {
  const kept = read();
  if (!kept.tab) return;
  write({ ...kept, left: true });
  attempt(() => localStorage.getItem(key()) && localStorage.setItem(key(), kept.tab));
}

function read(): Kept {
  let kept: Kept = { tab: "", left: false }; // if the browser keeps nothing
  attempt(() => {
    const { tab, left } = JSON.parse(sessionStorage.getItem(key()) ?? "{}");
    kept = { tab: String(tab ?? localStorage.getItem(key()) ?? ""), left: left === true };
  });
  return kept;
}

function write(kept: Kept): void {
  attempt(() => sessionStorage.setItem(key(), JSON.stringify(kept)));
}

function attempt(act: () => unknown): void {
  try {
    act();
  } catch {
    // Then a page that is loaded again has a new session.
  }
}
