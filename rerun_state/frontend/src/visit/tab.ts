// Which visit this tab has. It is kept with the tab, so that a page which is loaded again finds its
// session. A copy of the tab has it as well: only of the tab itself has the page before been left.
// Where the server keeps what visitors have, the browser remembers the visit that was left last too,
// for a tab that is opened another day; the server gives none that goes on elsewhere to a second tab.
import { spotHere } from "../dom/address";

const key = () => `rerun_state:${new URL(".", location.href).pathname}`;

interface Kept {
  tab: string;
  left: boolean;
  /** The address at which it was last seen. */
  at: string;
}

/** The visit's name, whether this page follows one that had it, and whether at another address. */
export function recall(): { tab: string; left: boolean; moved: boolean } {
  const kept = read();
  if (kept.left) write({ ...kept, left: false });
  return { tab: kept.tab, left: kept.left, moved: kept.at !== spotHere() };
}

/** Note which visit this is; whether a later tab is to find it. */
export function remember(tab: string, lasts: boolean): void {
  write({ tab, left: false, at: spotHere() });
  attempt(() => (lasts ? localStorage.setItem(key(), tab) : localStorage.removeItem(key())));
}

/** Note that this page is being left. */
export function leave(): void {
  const kept = read();
  if (!kept.tab) return;
  write({ ...kept, left: true, at: spotHere() });
  attempt(() => localStorage.getItem(key()) && localStorage.setItem(key(), kept.tab));
}

function read(): Kept {
  let kept: Kept = { tab: "", left: false, at: "" }; // if the browser keeps nothing
  attempt(() => {
    const { tab, left, at } = JSON.parse(sessionStorage.getItem(key()) ?? "{}");
    const name = String(tab ?? localStorage.getItem(key()) ?? "");
    kept = { tab: name, left: left === true, at: String(at ?? "") };
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
