// Attributes on elements around an app, for style sheets. These could ask for themselves by `:has()`,
// but then whatever changes in an app has a browser style all that is around it anew: in JupyterLab
// hundreds of elements, at each click.

const wishes = new WeakMap<Element, Map<string, number>>();

/** Give an element an attribute as long as anybody wishes; return how to wish it no longer. */
export function mark(el: Element, name: string): () => void {
  const counts = wishes.get(el) ?? new Map<string, number>();
  wishes.set(el, counts);
  const count = (more: number) => {
    const wished = (counts.get(name) ?? 0) + more;
    counts.set(name, wished);
    el.toggleAttribute(name, wished > 0);
  };
  count(1);
  return () => count(-1);
}

/** The same for several elements. */
export function markAll(elements: Iterable<Element>, name: string): () => void {
  const marked = [...elements].map((el) => mark(el, name));
  return () => marked.forEach((unmark) => unmark());
}
