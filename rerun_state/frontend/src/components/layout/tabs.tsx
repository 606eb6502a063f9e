// Tabs: all panels are kept, one is seen.
import type { JSX, TargetedKeyboardEvent } from "preact";
import type { PropsOf } from "../../../contract";
import { Text, plain } from "../../dom/text";
import { useUid } from "../../dom/uid";
import { useSource } from "../../model/source";
import type { RowNode } from "../../view/store";
import { RowView, type ElementProps } from "../../view/view";
import { useChosen } from "./chosen";

export function Tabs({ props, input, node }: ElementProps<"tabs">): JSX.Element {
  const id = useUid();
  const tabs = node.children;
  const names = tabs.map((tab) => plain(labelOf(tab)));
  const [current, choose] = useChosen(names, props, input);

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
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
    event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")[to]?.focus();
  };
  return (
    <div class="rs-tabs">
      <div class="rs-tablist" role="tablist" onKeyDown={onKeyDown}>
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
