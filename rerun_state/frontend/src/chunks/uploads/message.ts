// The next message of a conversation, from its first letter until it is sent.
import { useEffect, useState } from "preact/hooks";
import type { PropsOf } from "../../../contract";
import type { InputOf } from "../../view/view";
import { useParts } from "./parts";
import { useRecorder } from "./recorder";
import { useUploads } from "./uploads";

export function useMessage(input: InputOf<"chat_input">, props: PropsOf<"chat_input">, onSent: () => void) {
  const uploads = useUploads(input, props);
  const { now, clear, speak, ...parts } = useParts(input, props, uploads);
  const recorder = useRecorder(props.sample_rate ?? null, speak);
  const onWay = uploads.pending.some((item) => !item.problem);

  const isReady = () => {
    const { text, files, audio } = now();
    const filled = Boolean(text.trim() || files.length || audio || onWay);
    return filled && !props.disabled && recorder.seconds === null;
  };
  const submit = useSending(onWay, isReady, () => {
    const { text, files, audio } = now();
    const whole = { text, files: files.map((file) => file.id), audio: audio ? [audio.id] : [] };
    input.fire(props.accept_file || props.accept_audio ? whole : text);
    clear();
    onSent();
  });

  const { text, files, audio } = now();
  return {
    ...parts,
    text,
    attached: audio ? [...files, audio] : files,
    uploads,
    recorder,
    ready: isReady(),
    submit,
  };
}

/** Send what is ready: at once, or as soon as no file is on its way any more. */
function useSending(onWay: boolean, isReady: () => boolean, send: () => void) {
  const [waiting, setWaiting] = useState(false);
  const submit = () => {
    if (!isReady()) return;
    setWaiting(onWay);
    if (!onWay) send();
  };
  useEffect(() => {
    if (waiting && !onWay) submit();
  }, [waiting, onWay]);
  return submit;
}
