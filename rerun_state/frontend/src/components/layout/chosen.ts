// Which of several tabs is seen: by its label, since lists of tabs change.
import { useLayoutEffect, useState } from "preact/hooks";
import type { PropsOf } from "../../../contract";
import { plain } from "../../dom/text";
import type { InputOf } from "../../view/view";

/** A tab by its label, and by how many of that label stand before it. */
interface Chosen {
  name: string;
  before: number;
}

/** The place of the tab that is seen, and how another one is chosen. */
export function useChosen(
  names: string[],
  props: PropsOf<"tabs">,
  input: InputOf<"tabs">,
): [number, (index: number) => void] {
  // Those of the run that goes on; tabs of the run before may still stand among the names.
  const labels = props.labels.map(plain);
  const [own, setOwn] = useState<Chosen>();
  const said = Math.max(0, placeOf(names, chosenAt(labels, input ? input.value : props.default)));
  const found = input ? said : placeOf(names, own);
  // A choice that is gone is not made again when such a tab comes back.
  useLayoutEffect(() => {
    if (found < 0) setOwn(undefined);
  }, [found < 0]);

  const choose = (index: number) => {
    const chosen = chosenAt(names, index);
    if (!input) return setOwn(chosen);
    const place = placeOf(labels, chosen);
    if (place >= 0 && place !== input.value) input.commit(place);
  };
  return [found < 0 ? said : found, choose];
}

export function chosenAt(names: string[], index: number): Chosen | undefined {
  const name = names[index];
  if (name === undefined) return undefined;
  return { name, before: names.slice(0, index).filter((other) => other === name).length };
}

/** Where that tab is now; -1 if it is gone. */
export function placeOf(names: string[], chosen: Chosen | undefined): number {
  if (!chosen) return -1;
  const places = [...names.keys()].filter((index) => names[index] === chosen.name);
  return places[chosen.before] ?? -1;
}
