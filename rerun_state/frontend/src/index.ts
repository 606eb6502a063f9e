// What the stub calls: draw a page, or an input that is shown on its own.
import { render, type ComponentChild } from "preact";
import "./shared";
import { Input } from "./view/input";
import { followAnchors } from "./dom/anchors";
import { guardClicks } from "./dom/gate";
import { revealCutText } from "./dom/ellipsis";
import { bareGround, groundOf, isDark, onThemeChange } from "./dom/theme";
import { keepKeys } from "./dom/keys";
import { addStyle } from "./dom/style";
import { pageOf } from "./view/page";
import { InputAlone, PageView } from "./view/view";
import type { Queue, ViewArgs } from "./types";

export function renderPage({ el, queue }: ViewArgs): () => void {
  const page = pageOf(queue);
  const unmount = mount(el, () => {
    page.enter(isDark(el) ? "dark" : "light");
    return PageView({ page });
  });
  return () => {
    unmount();
    page.leave();
  };
}

export function renderInput({ el, queue }: ViewArgs): () => void {
  const input = inputOf(queue);
  return mount(el, () => InputAlone({ input }));
}

function inputOf(queue: Queue): Input {
  if (!(queue.shared instanceof Input)) queue.shared = new Input(queue.model);
  return queue.shared as Input;
}

/** Draw into a root element of our own inside `el`; return how to take it away. */
function mount(el: HTMLElement, content: () => ComponentChild): () => void {
  const root = document.createElement("div");
  root.className = "rs";
  const stopKeys = keepKeys(root);
  guardClicks(root);
  followAnchors(root);
  revealCutText(root);
  el.append(root);
  let giveBack: (() => void) | undefined;
  const follow = () => {
    addStyle(el);
    if (el.isConnected) giveBack ??= bareGround(el);
    if (document.body.dataset.vscodeThemeKind) root.dataset.host = "vscode";
    const theme = isDark(el) ? "dark" : "light";
    if (root.dataset.theme !== theme) root.dataset.theme = theme;
    root.style.setProperty("--rs-bg", groundOf(el));
  };
  // Views are drawn before they are part of the document, where no colour can be measured.
  const shown = new ResizeObserver(follow);
  shown.observe(el);
  const stop = onThemeChange(follow);
  follow();
  render(content(), root);
  return () => {
    stop();
    stopKeys();
    giveBack?.();
    shown.disconnect();
    render(null, root);
    root.remove();
  };
}
