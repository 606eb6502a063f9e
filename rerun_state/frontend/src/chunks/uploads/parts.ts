// The parts of a message that is being made: what is written, files, and what was recorded.
import { useEffect } from "preact/hooks";
import { useNow } from "../../dom/now";
import type { PropsOf } from "../../../contract";
import type { InputOf } from "../../view/view";
import type { Sent } from "./upload";
import type { useUploads } from "./uploads";

interface Parts {
  text: string;
  files: Sent[];
  audio: Sent | null;
}

const EMPTY: Parts = { text: "", files: [], audio: null };

export function useParts(
  input: InputOf<"chat_input">,
  { accept_file, draft }: PropsOf<"chat_input">,
  uploads: ReturnType<typeof useUploads>,
) {
  const several = accept_file !== true;
  const parts = useNow(EMPTY);
  const change = (some: Partial<Parts>) => parts.set({ ...parts.value, ...some });

  // A draft from the program is written once, into an empty field or over what is there.
  useEffect(() => {
    if (draft) change({ text: draft.text });
  }, [draft?.id]);

  return {
    several,
    now: () => parts.value,
    clear: () => parts.set(EMPTY),
    write: (text: string) => change({ text }),
    speak: (sound: Blob) =>
      uploads.add([{ file: sound, name: "audio.wav" }], ([sent]) => change({ audio: sent! }), "audio"),
    attach(chosen: File[]): void {
      const named = chosen.map((file) => ({ file, name: file.webkitRelativePath || file.name }));
      uploads.add(several ? named : named.slice(0, 1), (sent) =>
        change({ files: several ? [...parts.value.files, ...sent] : sent }),
      );
    },
    remove({ id }: Sent): void {
      const spoken = id === parts.value.audio?.id;
      change({
        files: parts.value.files.filter((other) => other.id !== id),
        ...(spoken && { audio: null }),
      });
      input.send({ event: "cancel", id, ...(spoken && { part: "audio" }) });
    },
  };
}
