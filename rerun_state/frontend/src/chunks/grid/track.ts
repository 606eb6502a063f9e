// Where a reader is in a table, and how far it is scrolled for that.

/** Elements cannot be taller than this in all browsers. */
const TALLEST = 8_000_000;
/** So far from its ends a track that is shorter than its rows is as long as they are. */
const ENDS = 100_000;
/** Pixels that a wheel or a finger scrolls at once, and no scrollbar of such a track. */
const NEAR = 4000;

/** Rows on a track that may be shorter than they are: how far to scroll for which row. */
export class Track {
  readonly height: number;
  readonly #whole: number;

  constructor(
    readonly count: number,
    readonly size: number,
  ) {
    this.#whole = count * size;
    this.height = Math.min(this.#whole, TALLEST);
  }

  get short(): boolean {
    return this.height < this.#whole;
  }

  /** The first row in view, as a fraction. */
  first(top: number, view: number): number {
    return stretch(top, this.height - view, this.#whole - view) / this.size;
  }

  /** How far to scroll for a row to be the first one in view. */
  top(first: number, view: number): number {
    return stretch(first * this.size, this.#whole - view, this.height - view);
  }

  /** The first row in view where the last one is in view as well. */
  last(view: number): number {
    return Math.max(this.count - view / this.size, 0);
  }
}

/** A place on a way, on one of another length that is as the first one near its ends. */
function stretch(at: number, from: number, to: number): number {
  if (from === to || at <= ENDS) return at;
  if (from - at <= ENDS) return to - (from - at);
  return ENDS + ((at - ENDS) * (to - 2 * ENDS)) / (from - 2 * ENDS);
}

/**
 * Where a reader is: at a row, however many there are. Where the track is shorter than the rows, a
 * wheel moves them as in any other table; the place on the track follows when it has come to rest.
 */
export class Spot {
  #first = 0;
  #top = 0;
  #track = new Track(0, 1);

  /** The first row in view, as a fraction, where the box is scrolled so far. */
  first(track: Track, top: number, view: number): number {
    const [before, by] = [this.#track, top - this.#top];
    [this.#track, this.#top] = [track, top];
    const exact = !track.short && !before.short;
    if (exact || (before.count === track.count && Math.abs(by) >= NEAR)) this.#first = track.first(top, view);
    else if (before.count === track.count) this.#first += by / track.size;
    if (!exact) this.#first = Math.min(Math.max(this.#first, 0), track.last(view));
    return this.#first;
  }

  /** Have a row in view; return whether it was not. */
  show(row: number, view: number): boolean {
    const rows = view / this.#track.size;
    if (row >= this.#first && row <= this.#first + rows - 1) return false;
    this.#first = row < this.#first ? row : Math.max(row - rows + 1, 0);
    return true;
  }

  /** Scroll the box to where the reader is; return whether it was elsewhere. */
  settle(box: { scrollTop: number }, view: number): boolean {
    const top = this.#track.top(this.#first, view);
    if (Math.abs(top - box.scrollTop) < 1) return false;
    box.scrollTop = top;
    this.#top = box.scrollTop;
    return true;
  }
}
