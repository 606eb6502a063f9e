// The toasts of a page. A row announces one; then it lives its time, whatever later runs show.
import type { PropsOf } from "../../contract";
import { Source } from "../model/source";

export type Toasted = PropsOf<"toast">;

export class Toasts extends Source {
  items: Toasted[] = [];

  /** Show a toast, in the place of another one, if that is still there. */
  show(toast: Toasted, before: number | undefined): void {
    const there = this.items.some((each) => each.shot === before);
    this.items = there
      ? this.items.map((each) => (each.shot === before ? toast : each))
      : [...this.items, toast];
    this.changed();
  }

  readonly drop = (shot: number): void => {
    this.items = this.items.filter((each) => each.shot !== shot);
    this.changed();
  };
}
