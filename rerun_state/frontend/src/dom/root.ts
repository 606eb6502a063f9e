// The element that a part of an app is drawn into: what every such root needs of the document.
import { followAnchors } from "./anchors";
import { revealCutText } from "./ellipsis";
import { guardActs } from "./gate";
import { hideKeys, keepKeys } from "./keys";
import { mark } from "./marks";
import { markAround, markPage, ownsPage } from "./own";
import { keepScroll, restoreScroll } from "./scroll";
import { addStyle, dropStyle } from "./style";
import { bareGround, groundOf, isDark, onThemeChange } from "./theme";

/** An element to draw into, wherever it is put. */
export function newRoot(): HTMLElement {
  const root = document.createElement("div");
  root.className = "rs";
  keepKeys(root);
  guardActs(root);
  followAnchors(root);
  revealCutText(root);
  keepScroll(root);
  return root;
}

/** Put a root into `el`, where it follows its place and theme; return how to take it away. */
export function openRoot(el: HTMLElement, root: HTMLElement, onSize?: () => void): () => void {
  const stopKeys = hideKeys(root);
  el.append(root);
  el.style.minWidth = "0"; // where there are more in the row, it is narrower
  let there = false;
  let undo: (() => void)[] = [];
  let lighten: (() => void) | undefined;
  const follow = () => {
    onSize?.();
    addStyle(root);
    if (there !== el.isConnected && (there = el.isConnected)) {
      restoreScroll(root);
      if (!undo[0]) undo = [bareGround(el), markAround(root)];
    }
    if (document.body.dataset.vscodeThemeKind) root.dataset.host = "vscode";
    markPage(root);
    const theme = isDark(el) ? "dark" : "light";
    if (root.dataset.theme !== theme) root.dataset.theme = theme;
    if (theme === "dark" && ownsPage()) {
      lighten ??= mark(document.documentElement, "data-rs-dark");
    } else {
      lighten?.();
      lighten = undefined;
    }
    root.style.setProperty("--rs-bg", groundOf(el));
  };
  // Views are drawn before they are part of the document, where no colour can be measured.
  const shown = new ResizeObserver(follow);
  shown.observe(el);
  const stop = onThemeChange(follow);
  follow();
  return () => {
    stop();
    stopKeys();
    for (const each of undo) each();
    lighten?.();
    shown.disconnect();
    dropStyle(root);
    root.remove();
  };
}
