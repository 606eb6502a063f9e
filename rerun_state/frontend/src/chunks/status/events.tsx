// What happens once: toasts, balloons, snow. Each carries a number that no other one has, so that
// drawing the page again fires nothing.
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../../dom/icons";
import { followSeen } from "../../dom/seen";
import { Text } from "../../dom/text";
import type { Toasted } from "../../view/toasts";
import { usePage, type ElementProps } from "../../view/view";

/** The row of a toast tells the page of it, once. */
export function Toast({ props, node }: ElementProps<"toast">): null {
  const page = usePage();
  const { shot } = props;
  useEffect(() => {
    if (page?.store.fires(node.key, shot)) page.toasts.show(props, props.replaces);
  }, [shot]);
  return null;
}

/** A toast while it lives. */
export function Message({ toast, drop }: { toast: Toasted; drop: (shot: number) => void }): JSX.Element {
  const { shot, duration } = toast;
  useEffect(() => {
    if (!duration) return;
    const timer = setTimeout(() => drop(shot), duration * 1000);
    return () => clearTimeout(timer);
  }, [shot]);
  return (
    <div class="rs-toast" role="status">
      {toast.icon && <Text text={toast.icon} class="rs-glyph" />}
      <Text text={toast.body} class="rs-md" />
      <button type="button" class="rs-inner" aria-label="Close" onClick={() => drop(shot)}>
        <Icon name="close" />
      </button>
    </div>
  );
}

const COUNT = { balloons: 30, snow: 90 };
const FLAKES = ["❄", "❅", "❆"];
const COLOURS = ["#e5484d", "#f5a524", "#30a46c", "#0091ff", "#8e4ec6", "#e93d82"];

/** Many small things that move over the page, and go by themselves. */
function shower(kind: "balloons" | "snow", root: HTMLElement): void {
  if (!root.animate || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const layer = document.createElement("div");
  layer.className = "rs-shower";
  layer.setAttribute("popover", "manual");
  layer.setAttribute("aria-hidden", "true");
  root.append(layer);
  layer.showPopover?.();
  const stop = followSeen(layer, () => begin(kind, layer, () => stop()));
}

/** Let them go, and take their layer away after them. */
function begin(kind: "balloons" | "snow", layer: HTMLElement, stop: () => void): void {
  const { offsetWidth: width, offsetHeight: height } = layer;
  const moves = Array.from({ length: COUNT[kind] }, (_, n) => {
    const item = document.createElement("i");
    item.style.left = `${Math.random() * 100}%`;
    if (kind === "snow") item.textContent = FLAKES[n % FLAKES.length]!;
    else item.style.setProperty("--rs-tone", COLOURS[n % COLOURS.length]!);
    item.className = kind === "snow" ? "rs-flake" : "rs-balloon";
    layer.append(item);
    return drift(item, kind === "balloons", width, height);
  });
  void Promise.allSettled(moves).then(() => {
    stop();
    layer.remove();
  });
}

function drift(item: HTMLElement, up: boolean, width: number, height: number): Promise<unknown> {
  const [from, to] = (up ? [1.1, -0.3] : [-0.1, 1.1]).map((part) => `${part * height}px`);
  const sway = `${(Math.random() - 0.5) * 0.2 * width}px`;
  const turn = `${(Math.random() - 0.5) * (up ? 40 : 720)}deg`;
  return item.animate(
    [
      { transform: `translate(0, ${from})` },
      { transform: `translate(${sway}, ${to}) rotate(${turn})` },
    ],
    {
      duration: 2500 + Math.random() * 2500,
      delay: Math.random() * 900,
      easing: "ease-in",
      fill: "both",
    },
  ).finished;
}

function Shower({ kind, props, node }: ElementProps<"balloons" | "snow"> & { kind: "balloons" | "snow" }): JSX.Element {
  const page = usePage();
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const root = place.current?.closest<HTMLElement>(".rs");
    if (root && (!page || page.store.fires(node.key, props.shot))) shower(kind, root);
  }, [props.shot]);
  return <span ref={place} hidden />;
}

export const Balloons = (all: ElementProps<"balloons">) => <Shower kind="balloons" {...all} />;
export const Snow = (all: ElementProps<"snow">) => <Shower kind="snow" {...all} />;
