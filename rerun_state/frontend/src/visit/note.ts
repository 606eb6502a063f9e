// What the page itself has to say to the reader, beside its apps.

const el = () => document.getElementById("rs-note")!;
let shown = "";
let timer = 0;

/** Say it, after so many milliseconds if nothing else is said until then. */
export function note(text: string, wait = 0, action?: [string, () => void]): void {
  clearTimeout(timer);
  if (wait) timer = window.setTimeout(() => note(text, 0, action), wait);
  else if (text !== shown) {
    shown = text;
    el().textContent = text;
    el().hidden = !text;
    if (text && action) el().append(button(...action));
  }
}

/** Say nothing any more. */
export function hush(): void {
  note("");
}

function button(text: string, act: () => void): HTMLElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}
