// The field for the next message of a conversation.
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../dom/icons";
import { useUid } from "../../dom/uid";
import { canCapture, clock, useRecorder } from "./recorder";
import { useInSight } from "./sight";
import { useUploads } from "./uploads";
import type { Sent } from "./upload";
import type { ElementProps } from "../../view/view";
import { FileList } from "./files";

export function ChatInput({ props, input }: ElementProps): JSX.Element {
  const id = useUid();
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [files, setFiles] = useState<Sent[]>([]);
  const [audio, setAudio] = useState<Sent | null>(null);
  const uploads = useUploads(input, props);
  const { accept_file, accept_audio, disabled, draft, max_chars } = props;
  const several = accept_file !== true;
  const recorder = useRecorder(props.sample_rate ?? null, (sound) =>
    uploads.add([{ file: sound, name: "audio.wav" }], ([sent]) => setAudio(sent!), "audio"),
  );

  useInSight(field);
  // A draft from the program is written once, into an empty field or over what is there.
  useEffect(() => {
    if (draft) setText(draft.text);
  }, [draft?.id]);
  const onWay = uploads.pending.some((item) => !item.problem);
  const filled = Boolean(text.trim() || files.length || audio || onWay);
  const ready = filled && !disabled && recorder.seconds === null;
  const [sending, setSending] = useState(false);
  const submit = () => {
    if (!ready) return;
    setSending(onWay);
    if (onWay) return;
    const parts = { text, files: files.map((file) => file.id), audio: audio ? [audio.id] : [] };
    input.fire(accept_file || accept_audio ? parts : text);
    setText("");
    setFiles([]);
    setAudio(null);
    field.current?.focus();
  };
  // What was sent while a file was on its way follows when that has arrived.
  useEffect(() => {
    if (sending && !onWay) submit();
  }, [sending, onWay]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    submit();
  };
  const attach = (chosen: File[]) => {
    const named = chosen.map((file) => ({ file, name: file.webkitRelativePath || file.name }));
    const most = several ? named : named.slice(0, 1);
    uploads.add(most, (sent) => setFiles((old) => (several ? [...old, ...sent] : sent)));
  };
  const attached = audio ? [...files, audio] : files;
  return (
    <div
      class="rs-chat"
      data-disabled={disabled || undefined}
      onDragOver={(event) => accept_file && event.preventDefault()}
      onDrop={(event) => {
        if (!accept_file || disabled) return;
        event.preventDefault();
        event.stopPropagation();
        attach([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      <FileList
        files={attached}
        uploads={uploads}
        onRemove={(file) => {
          setFiles(files.filter((other) => other.id !== file.id));
          if (file.id === audio?.id) setAudio(null);
          input.send({ event: "cancel", id: file.id, ...(file.id === audio?.id && { part: "audio" }) });
        }}
      />
      {recorder.problem && (
        <p class="rs-note" role="alert">
          {recorder.problem}
        </p>
      )}
      <div class="rs-box rs-area" data-height={props.height === "content" ? "content" : undefined}>
        {accept_file && (
          <Action name="Attach files" disabled={disabled} onClick={() => picker.current?.click()}>
            <Icon name="plus" />
            <input
              ref={picker}
              type="file"
              hidden
              multiple={several}
              accept={props.type?.join(",")}
              {...(accept_file === "directory" && { webkitdirectory: true })}
              onClick={(event) => event.stopPropagation()}
              onChange={(event) => {
                attach([...(event.currentTarget.files ?? [])]);
                event.currentTarget.value = "";
              }}
            />
          </Action>
        )}
        <textarea
          id={id}
          ref={field}
          rows={1}
          style={typeof props.height === "number" ? { height: `${props.height}px` } : undefined}
          value={text}
          placeholder={props.placeholder}
          aria-label={props.placeholder || "Message"}
          maxLength={max_chars || undefined}
          disabled={disabled}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {recorder.seconds !== null && (
          <span class="rs-clock" role="timer">
            {clock(recorder.seconds)}
          </span>
        )}
        {accept_audio && canCapture() && (
          <Action
            name={recorder.seconds === null ? "Record" : "Stop recording"}
            disabled={disabled}
            onClick={recorder.seconds === null ? recorder.start : recorder.stop}
          >
            <Icon name={recorder.seconds === null ? "mic" : "stop"} />
          </Action>
        )}
        <Action name="Send" disabled={!ready} onClick={submit}>
          <Icon name="send" />
        </Action>
      </div>
    </div>
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
