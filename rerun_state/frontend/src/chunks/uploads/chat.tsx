// The field for the next message of a conversation.
import type { ComponentChildren, JSX } from "preact";
import { useRef } from "preact/hooks";
import { useContentHeight } from "../../dom/content";
import { Icon } from "../../dom/icons";
import { useUid } from "../../dom/uid";
import type { PropsOf } from "../../../contract";
import type { ElementProps } from "../../view/view";
import { FileList } from "./files";
import { Sign } from "./icons";
import { useMessage } from "./message";
import { canCapture, clock, type Recorder } from "./recorder";
import { useInSight } from "./sticky";
import { useUnsent } from "./unsent";

export function ChatInput({ props, input }: ElementProps<"chat_input">): JSX.Element {
  const id = useUid();
  const field = useRef<HTMLTextAreaElement>(null);
  const message = useMessage(input, props, () => field.current?.focus());
  const { accept_file, disabled } = props;
  useInSight(field);
  useUnsent(field, props.placeholder, () => field.current?.value ?? "", message.write);
  useContentHeight(field, message.text, props.height === "content");

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    message.submit();
  };
  return (
    <div
      class="rs-chat"
      data-disabled={disabled || undefined}
      onDragOver={(event) => accept_file && event.preventDefault()}
      onDrop={(event) => {
        if (!accept_file || disabled) return;
        event.preventDefault();
        event.stopPropagation();
        message.attach([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      <FileList files={message.attached} uploads={message.uploads} onRemove={message.remove} />
      {message.recorder.problem && (
        <p class="rs-note" role="alert">
          {message.recorder.problem}
        </p>
      )}
      <div class="rs-box rs-area" data-height={props.height === "content" ? "content" : undefined}>
        {accept_file && <Attach props={props} message={message} />}
        <textarea
          id={id}
          ref={field}
          rows={1}
          style={typeof props.height === "number" ? { height: `${props.height}px` } : undefined}
          value={message.text}
          placeholder={props.placeholder}
          aria-label={props.placeholder || "Message"}
          maxLength={props.max_chars || undefined}
          disabled={disabled}
          onInput={(event) => message.write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {props.accept_audio && <Speak disabled={disabled} recorder={message.recorder} />}
        <Action name="Send" disabled={!message.ready} onClick={message.submit}>
          <Sign name="send" />
        </Action>
      </div>
    </div>
  );
}

interface AttachProps {
  props: PropsOf<"chat_input">;
  message: ReturnType<typeof useMessage>;
}

function Attach({ props, message }: AttachProps): JSX.Element {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <Action name="Attach files" disabled={props.disabled} onClick={() => picker.current?.click()}>
      <Icon name="plus" />
      <input
        ref={picker}
        type="file"
        hidden
        multiple={message.several}
        accept={props.type?.join(",")}
        {...(props.accept_file === "directory" && { webkitdirectory: true })}
        onClick={(event) => event.stopPropagation()}
        onChange={(event) => {
          message.attach([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
    </Action>
  );
}

interface SpeakProps {
  recorder: Recorder;
  disabled: boolean | undefined;
}

function Speak({ recorder, disabled }: SpeakProps): JSX.Element {
  const { seconds } = recorder;
  return (
    <>
      {seconds !== null && (
        <span class="rs-clock" role="timer">
          {clock(seconds)}
        </span>
      )}
      {canCapture() && (
        <Action
          name={seconds === null ? "Record" : "Stop recording"}
          disabled={disabled}
          onClick={seconds === null ? recorder.start : recorder.stop}
        >
          <Sign name={seconds === null ? "mic" : "stop"} />
        </Action>
      )}
    </>
  );
}

interface ActionProps {
  name: string;
  disabled: boolean | undefined;
  onClick(): void;
  children: ComponentChildren;
}

function Action({ name, disabled, onClick, children }: ActionProps): JSX.Element {
  return (
    <button type="button" class="rs-inner" aria-label={name} disabled={disabled} onClick={onClick}>
      {children}
    </button>
  );
}
