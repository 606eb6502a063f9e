// The messages of a conversation.
import type { JSX } from "preact";
import type { PropsOf } from "../../../contract";
import type { Bytes } from "../../../contract/schema";
import { useBlobUrl } from "../../dom/blob";
import { mediaAt } from "../../dom/gate";
import { Icon } from "../../dom/icons";
import { Text } from "../../dom/text";
import { Children, type ElementProps } from "../../view/view";

function ChatMessage({ props, node }: ElementProps<"chat_message">): JSX.Element {
  return (
    <div class="rs-message" data-role={props.avatar} role="group" aria-label={`Message of ${props.name}`}>
      <div class="rs-avatar" aria-hidden="true">
        <Avatar props={props} />
      </div>
      <div class="rs-stack">
        <Children node={node} />
      </div>
    </div>
  );
}

function Avatar({ props }: { props: PropsOf<"chat_message"> }): JSX.Element | null {
  const { avatar, image, name } = props;
  if (typeof image === "string") return <img src={mediaAt(image)} alt="" />;
  if (image) return <Picture data={image} />;
  if (avatar === "user" || avatar === "assistant") return <Icon name={avatar} />;
  return <Text text={avatar ?? String(name).slice(0, 1).toUpperCase()} />;
}

function Picture({ data }: { data: Bytes }): JSX.Element {
  return <img src={useBlobUrl(data, "")} alt="" />;
}

export const kinds = { chat_message: ChatMessage };
