// The next message of a conversation, from its first letter until it is sent: a text, files, and
// what was recorded.
import { useEffect, useState } from "preact/hooks";
import { useNow } from "../../dom/now";
import type { PropsOf } from "../../../contract";
import type { InputOf } from "../../view/view";
import { useRecorder } from "./recorder";
import type { Sent } from "./upload";
import { useUploads } from "./uploads";

interface Parts {
  text: string;
  files: Sent[];
  audio: Sent | null;
}

const EMPTY: Parts = { text: "", files: [], audio: null };

export function useMessage(input: InputOf<"chat_input">, props: PropsOf<"chat_input">, onSent: () => void) {
  const { accept_file, accept_audio, disabled, draft } = props;
  const several = accept_file !== true;
  const parts = useNow(EMPTY);
  const uploads = useUploads(input, props);
  const change = (some: Partial<Parts>) => parts.set({ ...parts.value, ...some });
  const recorder = useRecorder(props.sample_rate ?? null, (sound) =>
    uploads.add(
      [{ file: sound, name: "audio.wav" }],
      ([sent]) => change({ audio: sent! }),
      "audio",
    ),
  );

  // A draft from the program is written once, into an empty field or over what is there.
  useEffect(() => {
    if (draft) change({ text: draft.text });
  }, [draft?.id]);

  const [sending, setSending] = useState(false);
  const onWay = uploads.pending.some((item) => !item.problem);
  const isReady = () => {
    const { text, files, audio } = parts.value;
    const filled = Boolean(text.trim() || files.length || audio || onWay);
    return filled && !disabled && recorder.seconds === null;
  };
  const submit = () => {
    if (!isReady()) return;
    setSending(onWay);
    if (onWay) return;
    const { text, files, audio } = parts.value;
    const whole = { text, files: files.map((file) => file.id), audio: audio ? [audio.id] : [] };
    input.fire(accept_file || accept_audio ? whole : text);
    parts.set(EMPTY);
    onSent();
  };
  // What was sent while a file was on its way follows when that has arrived.
  useEffect(() => {
    if (sending && !onWay) submit();
  }, [sending, onWay]);

  const { text, files, audio } = parts.value;
  return {
    text,
    write: (written: string) => change({ text: written }),
    attached: audio ? [...files, audio] : files,
    uploads,
    recorder,
    several,
    ready: isReady(),
    submit,
    attach(chosen: File[]) {
      const named = chosen.map((file) => ({ file, name: file.webkitRelativePath || file.name }));
      uploads.add(several ? named : named.slice(0, 1), (sent) =>
        change({ files: several ? [...parts.value.files, ...sent] : sent }),
      );
    },
    remove({ id }: Sent) {
      const spoken = id === parts.value.audio?.id;
      change({
        files: parts.value.files.filter((other) => other.id !== id),
        ...(spoken && { audio: null }),
      });
      input.send({ event: "cancel", id, ...(spoken && { part: "audio" }) });
    },
  };
}
