// The snapshot that a notebook keeps of an app stands in an output of its own below it. Where the app
// is alive nothing of that is in the document, so that a page is found, read and printed once.

// JupyterLab's and its kin's, and VS Code's
const OUTPUT = ".jp-OutputArea-child, .output_container";
const SNAPSHOT = ".rerun-state-snapshot";

/** Keep the snapshot below the app in `el` empty, also when it comes late or is refreshed. */
export function emptyKeepsake(el: HTMLElement): { look(): void; close(): void } {
  let area: Element | null = null;
  let output: Element | null = null;
  const empty = () => {
    const next = el.closest(OUTPUT)?.nextElementSibling ?? null;
    if (next && next !== output) {
      output = next;
      observer.observe(next, { childList: true, subtree: true });
    }
    for (const snapshot of next?.querySelectorAll(SNAPSHOT) ?? []) snapshot.replaceChildren();
  };
  const observer = new MutationObserver(empty);
  return {
    /** The app may stand in another document, or has just come into one. */
    look() {
      const now = el.closest(OUTPUT)?.parentElement ?? null;
      if (now && now !== area) observer.observe((area = now), { childList: true });
      empty();
    },
    close: () => observer.disconnect(),
  };
}
