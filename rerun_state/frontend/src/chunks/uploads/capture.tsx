// Recordings, and what they share with photos. Where a page may not ask for camera or microphone, a file does as well.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../dom/icons";
import { useUid } from "../../dom/uid";
import { Field } from "../../components/inputs/field";
import { Sign } from "./icons";
import { Player } from "./player";
import { canCapture, clock, useRecorder } from "./recorder";
import { held, hold } from "./upload";
import { useUploads, type Limits } from "./uploads";
import type { ElementProps, InputOf } from "../../view/view";
import { FileList } from "./files";
import { newest, Waveform } from "./waveform";

export function AudioInput({ props, input }: ElementProps<"audio_input">): JSX.Element {
  const id = useUid();
  const taken = useTaken(props, input);
  const recorder = useRecorder(props.sample_rate ?? null, (sound) => taken.keep(sound, "audio.wav"));
  const { seconds, problem } = recorder;
  return (
    <Field props={props} id={id} group hint={problem} invalid>
      <div class="rs-capture">
        <div class="rs-capture-bar">
          {seconds !== null ? (
            <>
              <Small name="Stop recording" icon={<Sign name="stop" />} onClick={recorder.stop} recording />
              <Waveform levels={newest(recorder.levels)} />
              <span class="rs-clock" role="timer">
                {clock(seconds)}
              </span>
            </>
          ) : taken.has ? (
            <>
              {taken.url && <Player url={taken.url} sound={taken.file!} />}
              <Small name="Clear recording" icon={<Icon name="close" />} onClick={taken.clear} disabled={props.disabled} />
            </>
          ) : canCapture() && !problem ? (
            <>
              <Small name="Record" icon={<Sign name="mic" />} onClick={recorder.start} disabled={props.disabled} />
              <Waveform levels={[]} />
              <span class="rs-clock">{clock(0)}</span>
            </>
          ) : (
            <Picker id={id} accept="audio/*" name="Choose a recording" props={props} onPick={taken.keep} />
          )}
        </div>
        <FileList files={taken.described} uploads={taken.uploads} onRemove={taken.clear} />
      </div>
    </Field>
  );
}

/** What was taken: on its way or in the kernel, and as an address while this page knows it. */
export function useTaken(props: Limits, input: InputOf<"camera_input">) {
  const uploads = useUploads(input, props);
  const [local, setLocal] = useState<{ id: string; url: string; file: Blob } | null>(null);
  useEffect(() => () => local && URL.revokeObjectURL(local.url), [local]);
  const files = held(input);
  const known = local && files.some((file) => file.id === local.id);
  return {
    uploads,
    has: files.length > 0,
    url: known ? local.url : undefined,
    file: known ? local.file : undefined,
    // After a reload only the kernel has the data: show what it is called.
    described: known ? [] : files,
    keep(file: Blob, name: string) {
      uploads.add([{ file, name }], ([sent]) => {
        setLocal({ id: sent!.id, url: URL.createObjectURL(file), file });
        hold(input, [sent!]);
      });
    },
    clear: () => hold(input, []),
  };
}

interface WideProps {
  props: { disabled: boolean };
  onClick(): void;
  children: string;
}

export function Wide({ props, onClick, children }: WideProps): JSX.Element {
  return (
    <button type="button" class="rs-btn rs-wide" disabled={props.disabled} onClick={onClick}>
      {children}
    </button>
  );
}

interface SmallProps {
  name: string;
  icon: JSX.Element;
  disabled?: boolean;
  recording?: boolean;
  onClick(): void;
}

function Small({ name, icon, recording, ...rest }: SmallProps): JSX.Element {
  return (
    <button type="button" class="rs-inner" aria-label={name} title={name} data-recording={recording} {...rest}>
      {icon}
    </button>
  );
}

interface PickerProps {
  id: string;
  accept: string;
  name: string;
  props: { disabled: boolean };
  wide?: boolean;
  onPick(file: Blob, name: string): void;
}

export function Picker({ id, accept, name, props, wide, onPick }: PickerProps): JSX.Element {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class={wide ? "rs-btn rs-wide" : "rs-btn"}
        disabled={props.disabled}
        onClick={() => picker.current?.click()}
      >
        {name}
      </button>
      <input
        ref={picker}
        id={id}
        type="file"
        hidden
        accept={accept}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) onPick(file, file.name);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
