// Photos. The camera is asked for as soon as its place is seen, and one is changed for the next; it is
// off once a photo is taken. Where a page may not ask for it, a file does as well.
import type { JSX, RefObject } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import { Field } from "../../components/inputs/field";
import { useUid } from "../../dom/uid";
import { ModelContext } from "../../model/context";
import { lifeOf } from "../../model/life";
import type { ElementProps } from "../../view/view";
import { Picker, useTaken, Wide } from "./capture";
import { FileList } from "./files";
import { Sign } from "./icons";
import { canCapture } from "./recorder";

const HEIGHTS: Record<string, number> = { "480p": 480, "720p": 720, "1080p": 1080 };
const TURN = "M4 11a8 8 0 0 1 14-4.5l2 2.5M20 4v5h-5M20 13a8 8 0 0 1-14 4.5l-2-2.5M4 20v-5h5";

export function CameraInput({ props, input }: ElementProps<"camera_input">): JSX.Element {
  const id = useUid();
  const taken = useTaken(props, input);
  const finder = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const camera = useCamera(HEIGHTS[props.resolution ?? ""]);
  const { stream, problem } = camera;
  const model = useContext(ModelContext);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  useEffect(() => {
    if (props.disabled) camera.close();
  }, [props.disabled]);
  const isLost = !model || lifeOf(model).lost;
  useFirstSight(finder, canCapture() && !props.disabled && !taken.has && !isLost, camera.open);

  const take = () => {
    photograph(video.current!, (photo) => taken.keep(photo, "photo.jpg"));
    camera.close();
  };
  /** Who has let the page see may take another photo at once. */
  const again = () => {
    taken.clear();
    if (taken.url && camera.isAllowed()) void camera.open();
  };
  const press = stream
    ? { act: take, name: "Take photo" }
    : taken.has
      ? { act: again, name: "Clear photo" }
      : canCapture() && !problem && { act: () => void camera.open(), name: "Use the camera" };
  return (
    <Field props={props} id={id} group hint={problem} invalid>
      <div class="rs-capture">
        <div class="rs-finder" ref={finder}>
          {stream ? (
            <video ref={video} autoplay playsinline muted aria-label="What the camera sees" />
          ) : taken.url ? (
            <img src={taken.url} alt="The photo that was taken" />
          ) : (
            <Sign name="camera" />
          )}
          {stream && camera.next && <Turn onClick={() => void camera.open(camera.next)} />}
        </div>
        {press ? (
          <Wide props={props} onClick={press.act}>
            {press.name}
          </Wide>
        ) : (
          <Picker id={id} accept="image/*" name="Choose a picture" props={props} onPick={taken.keep} wide />
        )}
        <FileList files={taken.described} uploads={taken.uploads} onRemove={taken.clear} />
      </div>
    </Field>
  );
}

/** What stands before the camera now, as a file. */
function photograph(source: HTMLVideoElement, keep: (photo: Blob) => void): void {
  const canvas = document.createElement("canvas");
  canvas.width = source.videoWidth;
  canvas.height = source.videoHeight;
  canvas.getContext("2d")!.drawImage(source, 0, 0);
  canvas.toBlob((photo) => photo && keep(photo), "image/jpeg", 0.92);
}

function Turn({ onClick }: { onClick(): void }): JSX.Element {
  return (
    <button type="button" class="rs-turn" aria-label="Switch camera" title="Switch camera" onClick={onClick}>
      <svg class="rs-mark" viewBox="0 0 24 24" aria-hidden="true">
        <path d={TURN} />
      </svg>
    </button>
  );
}

/** What a camera sees, once it may; `next` is the device after it where there are several. */
function useCamera(height: number | undefined) {
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [problem, setProblem] = useState("");
  const [next, setNext] = useState<string>();
  const gone = useRef(false);
  const seeing = useRef(false);
  useEffect(
    () => () => {
      gone.current = true;
    },
    [],
  );
  useEffect(() => () => stop(stream), [stream]);
  const open = async (device?: string) => {
    setProblem("");
    stop(stream); // some machines have but one at a time
    try {
      const size = height ? { height: { ideal: height }, width: { ideal: (height * 16) / 9 } } : {};
      const wish = device ? { ...size, deviceId: { exact: device } } : size;
      const given = await navigator.mediaDevices.getUserMedia({ video: wish });
      // Nobody would turn the camera off again for an element that has left meanwhile.
      if (gone.current) return stop(given);
      setStream(given);
      seeing.current = true;
      setNext(await after(given));
    } catch (error) {
      setStream(null);
      setProblem(`No camera: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return { stream, problem, next, open, close: () => setStream(null), isAllowed: () => seeing.current };
}

function stop(stream: MediaStream | null): void {
  stream?.getTracks().forEach((track) => track.stop());
}

async function after(stream: MediaStream): Promise<string | undefined> {
  const now = stream.getVideoTracks()[0]?.getSettings().deviceId;
  const all = (await navigator.mediaDevices.enumerateDevices())
    .filter(({ kind }) => kind === "videoinput")
    .map(({ deviceId }) => deviceId);
  return all.length > 1 ? all[(all.indexOf(now ?? "") + 1) % all.length] : undefined;
}

/** Act once, when `box` is first seen while `wanted`: not behind another tab, or further down. */
function useFirstSight(box: RefObject<Element | null>, wanted: boolean, act: () => unknown): void {
  const acted = useRef(false);
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (!wanted || acted.current) return;
    const watching = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      acted.current = true;
      watching.disconnect();
      void latest.current();
    });
    watching.observe(box.current!);
    return () => watching.disconnect();
  }, [wanted]);
}
