// A chart of many points, of which a few came with it: as its reader zooms in, the kernel is asked for
// those in sight, and they join the few that stay. The twin of page/details.py.
//
// One question at a time: while one is under way, only what is in sight when it is answered counts.
import type { PropsOf } from "../../../contract";
import type { PointsMessage } from "../../types";
import { asBytes } from "../../format/base64";
import type { Told } from "../../view/page";
import { Source } from "../../model/source";
import { useAsker } from "../data/asker";
import { tablesOf, values } from "./tables";

type Props = Pick<PropsOf<"vega_lite_chart">, "datasets" | "data" | "finer">;
type Question = Omit<Extract<Told, { event: "points" }>, "event" | "row">;
type Sight = Pick<Question, "x" | "y">;

type Listener = (name: string, value: unknown) => void;

/** A view of Vega, as far as it is needed here. */
export interface Chart {
  data(name: string, values: object[]): unknown;
  runAsync(): Promise<unknown>;
  signal(name: string): unknown;
  addSignalListener(name: string, listener: Listener): unknown;
  removeSignalListener(name: string, listener: Listener): unknown;
}

// The names that elements/charts/simple.py gives.
const TABLE = "source";
const PAN = "pan";
/** Milliseconds for which a reader rests before the kernel is asked. */
const REST = 100;

export class Detail extends Source {
  readonly id = Math.random().toString(36).slice(2, 12);
  /** What is to be known of the points in sight. */
  note: string | undefined;
  lost = false;
  #chart: Chart | null = null;
  #props: Props = { datasets: {} };
  #sight: Sight | null = null;
  #asks = 0;
  /** The question under way; whether to ask again when it is answered. */
  #asked = 0;
  #again = false;
  /** The mark of the answer that is drawn. */
  #have: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly say: (content: Question) => void) {
    super();
  }

  /** Follow what is seen of a chart, into which its reader may have zoomed already. */
  follow(chart: Chart, props: Props): void {
    this.#chart = chart;
    this.#sight = sightOf(chart.signal(PAN));
    this.take(props);
    chart.addSignalListener(PAN, this.#hear);
  }

  /** The chart is gone, and with it what its reader looked at; or has no more points than it shows. */
  leave(): void {
    clearTimeout(this.#timer);
    this.#chart?.removeSignalListener(PAN, this.#hear);
    this.#chart = this.#sight = null;
  }

  /** The chart shows the points that came with it, and no others; ask for what is in sight. */
  take(props: Props): void {
    this.#props = props;
    this.#have = undefined;
    this.#say(undefined);
    this.#ask();
  }

  /** Take what the kernel says. */
  receive(message: PointsMessage): void {
    if (message.stale) return this.#ask();
    if (message.view !== this.id || message.ask !== this.#asked) return;
    this.#asked = 0;
    const again = this.#again;
    this.#again = false;
    if (message.error !== undefined) this.#say(message.error);
    else if (message.of !== this.#props.finer) return this.#ask(); // a run has come between
    else if (this.#sight && !message.same) this.#draw(message);
    if (again) this.#ask();
  }

  /** There is no kernel any more: what is drawn stays. */
  lose(): void {
    this.lost = true;
    this.changed();
  }

  /** Ask once more what is not answered yet. */
  retry(): void {
    if (!this.#asked) return;
    this.#asked = 0;
    this.#again = false;
    this.#ask();
  }

  #hear: Listener = (_, value) => this.#look(sightOf(value));

  #look(sight: Sight | null): void {
    this.#sight = sight;
    clearTimeout(this.#timer);
    // Never at once: Vega calls while it is drawing.
    this.#timer = setTimeout(() => (sight ? this.#ask() : this.#restore()), sight ? REST : 0);
  }

  #ask(): void {
    if (!this.#sight || !this.#chart) return;
    if (this.lost) return this.#say(undefined);
    if (this.#asked) return void (this.#again = true);
    this.#asked = ++this.#asks;
    const have = this.#have === undefined ? {} : { have: this.#have };
    this.say({ view: this.id, ask: this.#asked, ...this.#sight, ...have });
  }

  #draw({ stays, rows = 0, columns, data, mark, note }: PointsMessage): void {
    if (!stays || !columns || !data) return;
    const stay = asBytes(stays);
    const few = this.#few().filter((_, at) => stay[at]);
    this.#have = mark;
    this.#show([...few, ...values({ rows, columns, data })]);
    this.#say(note);
  }

  /** Show the whole again. */
  #restore(): void {
    if (this.#have !== undefined) this.#show(this.#few());
    this.#have = undefined;
    this.#say(undefined);
  }

  #few(): object[] {
    return values(tablesOf(this.#props)[TABLE]!);
  }

  #show(points: object[]): void {
    this.#chart?.data(TABLE, points);
    void this.#chart?.runAsync();
  }

  #say(note: string | undefined): void {
    if (note === this.note) return;
    this.note = note;
    this.changed();
  }
}

/** The ends of the axes that are in sight; null for the whole, and for what has no extent. */
function sightOf(value: unknown): Sight | null {
  const { x, y } = value as Record<"x" | "y", unknown>;
  const [across, up] = [endsOf(x), endsOf(y)];
  return across && { x: across, ...(up && { y: up }) };
}

function endsOf(ends: unknown): [number, number] | null {
  if (!Array.isArray(ends)) return null;
  const [low, high] = [Math.min(...ends.map(Number)), Math.max(...ends.map(Number))];
  return low < high && Number.isFinite(high - low) ? [low, high] : null;
}

/** What asks for the points of a chart as its reader zooms in; null where all are here. */
export function useDetail({ finer }: Props, row: number): Detail | null {
  return useAsker(
    finer !== undefined,
    row,
    (page) => new Detail((content) => page.say({ event: "points", row, ...content })),
  );
}
