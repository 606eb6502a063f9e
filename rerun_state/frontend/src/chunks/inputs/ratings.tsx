// Small numbers to click: feedback by thumbs, faces or stars; the pages of something long.
import type { JSX } from "preact";
import { Icon } from "../../dom/icons";
import { Text } from "../../dom/text";
import type { Text as TextProp } from "../../types";
import type { ElementProps } from "../../view/view";
import { moveFocus } from "../../components/inputs/group";

const NAMES: Record<string, string[]> = {
  thumbs: ["Thumbs down", "Thumbs up"],
  faces: ["Very sad", "Sad", "Neutral", "Happy", "Very happy"],
  stars: ["1 star", "2 stars", "3 stars", "4 stars", "5 stars"],
};

export function Feedback({ props, input }: ElementProps<"feedback">): JSX.Element {
  const kind = props.options as string;
  const names = NAMES[kind]!;
  const places = names.map((_, index) => index);
  const value = input.value as number | null | undefined;
  const isOn = (index: number) =>
    value != null && (kind === "stars" ? index <= value : index === value);
  return (
    <div
      class="rs-feedback"
      role="group"
      aria-label="Feedback"
      data-kind={kind}
      data-given={value != null || undefined}
      onKeyDown={moveFocus}
    >
      {(kind === "thumbs" ? places.reverse() : places).map((index) => (
        <button
          key={index}
          type="button"
          aria-label={names[index]}
          aria-pressed={index === value}
          data-on={isOn(index) || undefined}
          disabled={props.disabled}
          onClick={() => input.commit(index === input.value ? null : index)}
        >
          {kind === "stars" ? <Star /> : <Text text={(props.icons as TextProp[])[index]} />}
        </button>
      ))}
    </div>
  );
}

function Star(): JSX.Element {
  return (
    <svg class="rs-icon rs-star" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 3l2.8 5.9 6.4.8-4.7 4.4 1.2 6.4L12 17.4l-5.7 3.1 1.2-6.4L2.8 9.7l6.4-.8z" />
    </svg>
  );
}

export function Pagination({ props, input }: ElementProps<"pagination">): JSX.Element {
  const { num_pages: count, disabled } = props;
  const page = input.value as number;
  const go = (to: number) => {
    if (to !== input.value) input.commit(to);
  };
  /** By one page from the one that is shown by then. */
  const step = (by: number) => go(Math.min(count, Math.max(1, input.value + by)));
  return (
    <nav class="rs-pages" aria-label="Pages" onKeyDown={moveFocus}>
      <button
        type="button"
        class="rs-before"
        aria-label="Previous page"
        disabled={disabled || page <= 1}
        onClick={() => step(-1)}
      >
        <Icon name="chevron" />
      </button>
      {pagesShown(count, page, props.max_visible_pages).map((shown, index) =>
        shown === null ? (
          <span key={`gap${index}`} class="rs-gap" aria-hidden="true">
            …
          </span>
        ) : (
          <button
            key={shown}
            type="button"
            aria-label={`Page ${shown}`}
            aria-current={shown === page ? "page" : undefined}
            disabled={disabled}
            onClick={() => go(shown)}
          >
            {shown}
          </button>
        ),
      )}
      <button
        type="button"
        class="rs-after"
        aria-label="Next page"
        disabled={disabled || page >= count}
        onClick={() => step(1)}
      >
        <Icon name="chevron" />
      </button>
    </nav>
  );
}

/** The numbers to show, with null where some are left out: the ends, and the pages around `page`. */
export function pagesShown(count: number, page: number, most = Infinity): (number | null)[] {
  if (most === 0) return [];
  if (count <= most) return range(1, count);
  // Both ends and both gaps take a place each; the rest is for the pages around the current one.
  const inner = Math.max(1, most - 4);
  let from = page - Math.floor((inner - 1) / 2);
  let to = from + inner - 1;
  if (from <= 3) [from, to] = [1, Math.max(page, inner + 2)];
  else if (to >= count - 2) [from, to] = [Math.min(page, count - inner - 1), count];
  const pages = [...new Set([1, ...range(from, Math.min(to, count)), count])];
  return pages.flatMap((shown, i) => [...between(pages[i - 1] ?? 0, shown), shown]);
}

/** What stands for the pages that are left out; a single one is shown in the place of its gap. */
function between(before: number, after: number): (number | null)[] {
  if (after - before === 2) return [before + 1];
  return after - before > 2 ? [null] : [];
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}
