// Tabs: all panels are kept, one is seen.
import type { JSX } from "preact";
import type { PropsOf } from "../../../contract";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Text, plain } from "../../dom/text";
import { useUid } from "../../dom/uid";
import { useSource } from "../../model/source";
import type { RowNode } from "../../view/store";
import { RowView, type ElementProps } from "../../view/view";

export function Tabs({ props, input, node }: ElementProps<"tabs">): JSX.Element {
  const id = useUid();
  const list = useRef<HTMLDivElement>(null);
  const tabs = node.children;
  const names = tabs.map((tab) => plain(labelOf(tab)));
  // Those of the run that goes on; tabs of the run before may still stand among them.
  const labels = props.labels.map(plain);
  const [own, setOwn] = useState<Chosen>();
  const said = Math.max(0, placeOf(names, chosenAt(labels, input ? input.value : props.default)));
  const found = input ? said : placeOf(names, own);
  const current = found < 0 ? said : found;
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
  const onKeyDown = (event: KeyboardEvent) => {
    const { length } = tabs;
    const to = {
      ArrowRight: (current + 1) % length,
      ArrowLeft: (current + length - 1) % length,
      Home: 0,
      End: length - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(to);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[to]?.focus();
  };
  return (
    <div class="rs-tabs">
      <div class="rs-tablist" role="tablist" ref={list} onKeyDown={onKeyDown}>
        {tabs.map((tab, index) => (
          <Tab
            key={tab.key}
            id={`${id}-${tab.key}`}
            node={tab}
            selected={index === current}
            onChoose={() => choose(index)}
          />
        ))}
      </div>
      {tabs.map((tab, index) => (
        <div
          key={tab.key}
          role="tabpanel"
          id={`${id}-${tab.key}-panel`}
          aria-labelledby={`${id}-${tab.key}`}
          hidden={index !== current}
        >
          <RowView node={tab} />
        </div>
      ))}
    </div>
  );
}

/** A tab by its label, and by how many of that label stand before it: lists of tabs change. */
interface Chosen {
  name: string;
  before: number;
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

function labelOf(tab: RowNode) {
  return (tab.props as PropsOf<"tab">).label;
}

interface TabProps {
  id: string;
  node: RowNode;
  selected: boolean;
  onChoose(): void;
}

function Tab({ id, node, selected, onChoose }: TabProps): JSX.Element {
  useSource(node);
  return (
    <button
      type="button"
      class="rs-tab"
      role="tab"
      id={id}
      aria-selected={selected}
      aria-controls={`${id}-panel`}
      tabIndex={selected ? 0 : -1}
      onClick={(event) => {
        // The next one is at hand where there are more than the line has room for.
        event.currentTarget.scrollIntoView({ block: "nearest", inline: "nearest" });
        onChoose();
      }}
    >
      <Text text={labelOf(node)} class="rs-md" />
    </button>
  );
}
