// The line of a program that a text such as "Line 3: 1 / 0" speaks of, where a notebook shows the
// program above what it shows. Elsewhere (Voila, a view of its own) there is none.

const WHERE = /^Line (\d+): (.+)$/;

/** The editor of the cell in which an element stands. */
function editorOf(el: Element): HTMLElement | null {
  return el.closest(".jp-Notebook .jp-CodeCell")?.querySelector<HTMLElement>(".cm-content") ?? null;
}

/** Is there a line to go to? */
export function leads(el: Element, where: string): boolean {
  return WHERE.test(where) && editorOf(el) !== null;
}

/** Of the lines that read so the one nearest to the number: the cell may have been edited since. */
function lineOf(editor: HTMLElement, where: string): HTMLElement | undefined {
  const [, number, code] = WHERE.exec(where)!;
  const lines = [...editor.querySelectorAll<HTMLElement>(".cm-line")];
  const away = (line: HTMLElement) => Math.abs(lines.indexOf(line) + 1 - Number(number));
  const alike = lines.filter((line) => line.textContent?.trim() === code!.trim());
  return alike.sort((a, b) => away(a) - away(b))[0];
}

/** Show the line, with the cursor in it. */
export function goTo(el: Element, where: string): void {
  const editor = editorOf(el);
  if (!editor) return;
  const line = lineOf(editor, where);
  (line ?? editor).scrollIntoView({ block: "center" });
  editor.focus({ preventScroll: true });
  if (!line) return;
  getSelection()?.collapse(line, 0);
  // An editor takes back what others change in its lines; this changes nothing.
  line.animate([{ background: "rgb(255 170 0 / 50%)" }, { background: "transparent" }], 3000);
}
