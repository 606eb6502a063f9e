// Fields as high as what is typed. Style sheets say so (`field-sizing`), which Safari before 26.2 does
// not know.
import { useLayoutEffect } from "preact/hooks";

/** Keep the field as high as its text if that is `asked`, where the browser does not. */
export function useContentHeight(
  field: { current: HTMLElement | null },
  text: string,
  asked: boolean,
): void {
  useLayoutEffect(() => {
    if (!asked || CSS.supports("field-sizing", "content")) return;
    const el = field.current!;
    fit(el);
    const sized = new ResizeObserver(() => requestAnimationFrame(() => fit(el)));
    sized.observe(el);
    return () => sized.disconnect();
  }, [text, asked]);
}

function fit(el: HTMLElement): void {
  const box = el.parentElement;
  if (!box) return;
  box.style.minHeight = `${box.offsetHeight}px`; // else the page would scroll, which is lower for a moment
  el.style.height = "0";
  el.style.height = `${el.scrollHeight}px`;
  box.style.minHeight = "";
}
