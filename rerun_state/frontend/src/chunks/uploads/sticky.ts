// Keeps the field at the bottom of a conversation in sight. CSS cannot: in a notebook an output is
// a box of its own, in which nothing sticks to the edge of the page.
import { useEffect } from "preact/hooks";

/** Follow the field as the conversation above it grows, unless the reader has scrolled away. */
export function useInSight(field: { current: HTMLElement | null }): void {
  useEffect(() => {
    const el = field.current;
    const bottom = el?.closest(".rs-k-bottom");
    const page = bottom?.parentElement;
    if (!el || !page) return;
    let seen = false;
    // Sight is observed after sizes: while the page grows, `seen` tells how it was before.
    const sight = new IntersectionObserver(([entry]) => (seen = entry!.isIntersecting));
    const size = new ResizeObserver(() => {
      // It has the focus while one talks, and is disabled by apps that are answering.
      if (seen && el.matches(":focus, :disabled")) bottom.scrollIntoView({ block: "nearest" });
    });
    sight.observe(bottom);
    size.observe(page);
    return () => {
      sight.disconnect();
      size.disconnect();
    };
  }, []);
}
