// What the stub calls: draw a page, or an input that is shown on its own.
import { render, type ComponentChild } from "preact";
import "./shared";
import { Input } from "./view/input";
import { emptyKeepsake } from "./dom/keepsake";
import { followPlace } from "./dom/cellorder";
import { newRoot, openRoot } from "./dom/root";
import { isDark } from "./dom/theme";
import { keepCode } from "./model/chunks";
export { loadChunk } from "./model/chunks";
import { lifeOf } from "./model/life";
import { kinds } from "./kinds";
import { pageOf } from "./view/page";
import { InputAlone, PageView } from "./view/view";
import type { Model, Queue, ViewArgs } from "./types";

const isVsCode = () => document.body.hasAttribute("data-vscode-theme-kind");

export function renderPage({ el, queue }: ViewArgs): () => void {
  const page = pageOf(queue);
  const theme = () => (isDark(el) ? "dark" : "light");
  let inside = true;
  // VS Code does not dispose of the outputs of a cell that is deleted: they are just gone.
  const place = followPlace(el, (at) => page.stand(at));
  const keepsake = emptyKeepsake(el);
  const follow = () => {
    place.moved();
    keepsake.look();
    if (el.isConnected === inside || !isVsCode()) return;
    inside = el.isConnected;
    if (inside) page.enter(theme());
    else page.leave();
  };
  const view = () => PageView({ page, kinds });
  const close = mount(el, page.model, view, follow, page.take(), page.pass);
  page.enter(theme());
  return () => {
    close();
    place.close();
    keepsake.close();
    if (inside) page.leave();
  };
}

export function renderInput({ el, queue }: ViewArgs): () => void {
  const input = inputOf(queue);
  return mount(el, input.model, () => InputAlone({ input, kinds }));
}

function inputOf(queue: Queue): Input {
  if (!(queue.shared instanceof Input)) {
    const life = lifeOf(queue.model);
    const input = new Input(queue.model, life.lose, () => life.unsure);
    life.onReturn(() => input.unheard().forEach((each) => each.retell()));
    queue.shared = input;
    queue.sink = (content) => content.event === "chunk" && keepCode(queue.model, content);
  }
  return queue.shared as Input;
}

/** Draw into a root element of our own, put into `el`; return how to `leave` that, and take it away. */
function mount(
  el: HTMLElement,
  model: Model,
  content: () => ComponentChild,
  onSize?: () => void,
  root = newRoot(),
  leave = (root: HTMLElement) => render(null, root),
): () => void {
  const unwatch = lifeOf(model).watch(el);
  const close = openRoot(el, root, onSize);
  render(content(), root);
  return () => {
    unwatch();
    leave(root);
    close();
  };
}
