// Tabs: all panels are kept, one is seen.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Text, plain } from "../../dom/text";
import { useUid } from "../../dom/uid";
import { useSource } from "../../view/source";
import type { RowNode } from "../../view/store";
import { RowView, type ElementProps } from "../../view/view";

export function Tabs({ props, input, node }: ElementProps): JSX.Element {
  const id = useUid();
  const list = useRef<HTMLDivElement>(null);
  const tabs = node.children;
  const wanted = startTab(tabs, input?.value ?? props.default);
  const [chosen, setChosen] = useState(wanted);
  useEffect(() => setChosen(wanted), [wanted]);
  const current = Math.min(chosen, tabs.length - 1);

  const choose = (index: number) => {
    setChosen(index);
    if (input && index !== wanted) input.commit(index);
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

/** The tab to begin with, given by its place or its label. */
function startTab(tabs: RowNode[], wanted: unknown): number {
  if (typeof wanted === "number") return wanted;
  return Math.max(
    0,
    tabs.findIndex((tab) => wanted && plain(tab.props.label) === plain(wanted as string)),
  );
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
      onClick={onChoose}
    >
      <Text text={node.props.label} class="rs-md" />
    </button>
  );
}
