// The messages of a conversation.
import type { JSX } from "preact";
import type { PropsOf } from "../../../contract";
import type { Bytes } from "../../../contract/schema";
import { useBlobUrl } from "../../dom/blob";
import { mediaAt } from "../../dom/gate";
import { Strokes } from "../../dom/icons";
import { Text } from "../../dom/text";
import type { ChunkProps } from "../../view/lazy";
import { Children } from "../../view/view";

const FACES = {
  user: "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4.5 20.5a7.5 7.5 0 0 1 15 0",
  assistant: "M5 9h14v10H5zM12 9V5M12 4.9v.1M9 13.5v.5M15 13.5v.5M2.5 13v3M21.5 13v3",
};

export function ChatMessage({ props, node }: ChunkProps<"chat_message">): JSX.Element {
  const { avatar, name } = props;
  const own = /^(user|human)$/i.test(name); // whatever picture they have
  return (
    <div class="rs-message" data-role={avatar} data-own={own} role="group" aria-label={`Message of ${name}`}>
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
  if (avatar === "user" || avatar === "assistant") return <Strokes path={FACES[avatar]} />;
  return <Text text={avatar ?? String(name).slice(0, 1).toUpperCase()} />;
}

function Picture({ data }: { data: Bytes }): JSX.Element {
  return <img src={useBlobUrl(data, "")} alt="" />;
}
