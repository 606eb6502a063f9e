// A text that is cut off at the end of its line is shown whole when one points at it.

export function revealCutText(root: HTMLElement): void {
  root.addEventListener("mouseover", (event) => {
    const text = (event.target as Element).closest<HTMLElement>(".rs-md, .rs-plain");
    if (!text || getComputedStyle(text).textOverflow !== "ellipsis") return;
    text.title = text.scrollWidth > text.clientWidth ? (text.textContent ?? "") : "";
  });
}
