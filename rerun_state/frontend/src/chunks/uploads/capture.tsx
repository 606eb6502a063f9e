// Photos and recordings. Where a page may not ask for camera and microphone, a file does as well.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../dom/icons";
import { useUid } from "../../dom/uid";
import { Field } from "../../components/inputs/field";
import { Player } from "./player";
import { canCapture, clock, useRecorder } from "./recorder";
import { held, hold } from "./upload";
import { useUploads, type Limits } from "./uploads";
import type { ElementProps, InputOf } from "../../view/view";
import { FileList } from "./files";
import { newest, Waveform } from "./waveform";

const HEIGHTS: Record<string, number> = { "480p": 480, "720p": 720, "1080p": 1080 };

export function CameraInput({ props, input }: ElementProps<"camera_input">): JSX.Element {
  const id = useUid();
  const taken = useTaken(props, input);
  const video = useRef<HTMLVideoElement>(null);
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [problem, setProblem] = useState("");
  const gone = useRef(false);
  const seeing = useRef(false);

  useEffect(
    () => () => {
      gone.current = true;
    },
    [],
  );
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
    return () => stream?.getTracks().forEach((track) => track.stop());
  }, [stream]);
  const open = async () => {
    setProblem("");
    try {
      const height = HEIGHTS[props.resolution ?? ""];
      const wish = height ? { height: { ideal: height }, width: { ideal: (height * 16) / 9 } } : true;
      const given = await navigator.mediaDevices.getUserMedia({ video: wish });
      // Nobody would turn the camera off again for an element that has left meanwhile.
      if (gone.current) given.getTracks().forEach((track) => track.stop());
      else setStream(given);
      seeing.current = true;
    } catch (error) {
      setProblem(`No camera: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const take = () => {
    const source = video.current!;
    const canvas = document.createElement("canvas");
    canvas.width = source.videoWidth;
    canvas.height = source.videoHeight;
    canvas.getContext("2d")!.drawImage(source, 0, 0);
    canvas.toBlob((photo) => photo && taken.keep(photo, "photo.jpg"), "image/jpeg", 0.92);
    setStream(null);
  };
  /** Who has let the page see may take another photo at once. */
  const again = () => {
    taken.clear();
    if (taken.url && seeing.current) void open();
  };
  return (
    <Field props={props} id={id} group hint={problem} invalid>
      <div class="rs-capture">
        <div class="rs-finder">
          {stream ? (
            <video ref={video} autoplay playsinline muted aria-label="What the camera sees" />
          ) : taken.url ? (
            <img src={taken.url} alt="The photo that was taken" />
          ) : (
            <Icon name="camera" />
          )}
        </div>
        {stream ? (
          <Wide props={props} onClick={take}>
            Take photo
          </Wide>
        ) : taken.has ? (
          <Wide props={props} onClick={again}>
            Clear photo
          </Wide>
        ) : canCapture() && !problem ? (
          <Wide props={props} onClick={open}>
            Use the camera
          </Wide>
        ) : (
          <Picker id={id} accept="image/*" name="Choose a picture" props={props} onPick={taken.keep} wide />
        )}
        <FileList files={taken.described} uploads={taken.uploads} onRemove={taken.clear} />
      </div>
    </Field>
  );
}

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
              <Small name="Stop recording" icon="stop" onClick={recorder.stop} recording />
              <Waveform levels={newest(recorder.levels)} />
              <span class="rs-clock" role="timer">
                {clock(seconds)}
              </span>
            </>
          ) : taken.has ? (
            <>
              {taken.url && <Player url={taken.url} sound={taken.file!} />}
              <Small name="Clear recording" icon="close" onClick={taken.clear} disabled={props.disabled} />
            </>
          ) : canCapture() && !problem ? (
            <>
              <Small name="Record" icon="mic" onClick={recorder.start} disabled={props.disabled} />
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
function useTaken(props: Limits, input: InputOf<"camera_input">) {
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

function Wide({ props, onClick, children }: WideProps): JSX.Element {
  return (
    <button type="button" class="rs-btn rs-wide" disabled={props.disabled} onClick={onClick}>
      {children}
    </button>
  );
}

interface SmallProps {
  name: string;
  icon: "mic" | "stop" | "close";
  disabled?: boolean;
  recording?: boolean;
  onClick(): void;
}

function Small({ name, icon, recording, ...rest }: SmallProps): JSX.Element {
  return (
    <button type="button" class="rs-inner" aria-label={name} title={name} data-recording={recording} {...rest}>
      <Icon name={icon} />
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

function Picker({ id, accept, name, props, wide, onPick }: PickerProps): JSX.Element {
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
