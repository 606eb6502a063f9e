// The element that a part of an app is drawn into: what every such root needs of the document.
import { followAnchors } from "./anchors";
import { revealCutText } from "./ellipsis";
import { guardActs } from "./gate";
import { keepKeys } from "./keys";
import { mark } from "./marks";
import { markAround, markPage, ownsPage } from "./own";
import { addStyle, dropStyle } from "./style";
import { bareGround, groundOf, isDark, onThemeChange } from "./theme";

/** Make a root inside `el`, which follows its place and theme; return it and how to take it away. */
export function openRoot(el: HTMLElement, onSize?: () => void): [HTMLElement, () => void] {
  const root = document.createElement("div");
  root.className = "rs";
  const stopKeys = keepKeys(root);
  guardActs(root);
  followAnchors(root);
  revealCutText(root);
  el.append(root);
  el.style.minWidth = "0"; // where there are more in the row, it is narrower
  let giveBack: (() => void) | undefined;
  let unmark: (() => void) | undefined;
  let lighten: (() => void) | undefined;
  const follow = () => {
    onSize?.();
    addStyle(root);
    if (el.isConnected) {
      giveBack ??= bareGround(el);
      unmark ??= markAround(root);
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
  return [
    root,
    () => {
      stop();
      stopKeys();
      giveBack?.();
      unmark?.();
      lighten?.();
      shown.disconnect();
      dropStyle(root);
      root.remove();
    },
  ];
}
