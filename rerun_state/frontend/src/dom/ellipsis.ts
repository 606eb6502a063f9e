// A text that is cut off at the end of its line is shown whole when one points at it.

const TEXTS = ".rs-md, .rs-plain, .rs-option > span, .rs-cell-text, .rs-file-name";

export function revealCutText(root: HTMLElement): void {
  root.addEventListener("mouseover", (event) => {
    const text = (event.target as Element).closest<HTMLElement>(TEXTS);
    if (!text || getComputedStyle(text).textOverflow !== "ellipsis") return;
    text.title = text.scrollWidth > text.clientWidth ? (text.textContent ?? "") : "";
  });
}
