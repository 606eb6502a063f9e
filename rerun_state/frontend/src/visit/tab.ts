// Which visit this tab has. It is kept with the tab, so that a page which is loaded again finds its
// session. A copy of the tab has it as well: only of the tab itself has the page before been left.
// Where the server keeps what visitors have, the browser remembers its latest visit too, for a tab
// that is opened another day; the server gives a visit that goes on elsewhere to no second one.

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

/** Note which visit this is; whether a later tab is to find it. */
export function remember(tab: string, lasts: boolean): void {
  write({ tab, left: false });
  attempt(() => (lasts ? localStorage.setItem(KEY, tab) : localStorage.removeItem(KEY)));
}

/** Note that this page is being left. */
export function leave(): void {
  const kept = read();
  if (kept.tab) write({ ...kept, left: true });
}

function read(): Kept {
  let kept: Kept = { tab: "", left: false }; // if the browser keeps nothing
  attempt(() => {
    const { tab, left } = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
    kept = { tab: String(tab ?? localStorage.getItem(KEY) ?? ""), left: left === true };
  });
  return kept;
}

function write(kept: Kept): void {
  attempt(() => sessionStorage.setItem(KEY, JSON.stringify(kept)));
}

function attempt(act: () => void): void {
  try {
    act();
  } catch {
    // Then a page that is loaded again has a new session.
  }
}
