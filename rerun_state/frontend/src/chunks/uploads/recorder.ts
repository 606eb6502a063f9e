// Recording from the microphone.
import { useEffect, useRef, useState } from "preact/hooks";
import { toWav } from "./wav";

export interface Recorder {
  /** Seconds since the recording began; null while nothing is recorded. */
  seconds: number | null;
  /** Why there is no recording. */
  problem: string;
  start(): Promise<void>;
  /** End the recording and hand it over. */
  stop(): void;
}

/** May this page ask for the camera and the microphone? */
export function canCapture(): boolean {
  return Boolean(navigator.mediaDevices?.getUserMedia);
}

export function useRecorder(rate: number | null, onDone: (recording: Blob) => void): Recorder {
  const [seconds, setSeconds] = useState<number | null>(null);
  const [problem, setProblem] = useState("");
  const recorder = useRef<MediaRecorder | null>(null);
  const timer = useRef<ReturnType<typeof setInterval> | undefined>(undefined);
  const gone = useRef(false);

  const release = () => {
    clearInterval(timer.current);
    recorder.current?.stream.getTracks().forEach((track) => track.stop());
    recorder.current = null;
  };
  useEffect(
    () => () => {
      gone.current = true;
      release();
    },
    [],
  );
  const finish = async (pieces: Blob[], type: string) => {
    release();
    if (gone.current) return;
    setSeconds(null);
    try {
      onDone(await toWav(new Blob(pieces, { type }), rate));
    } catch (error) {
      setProblem(`The recording could not be read: ${String(error)}`);
    }
  };
  const start = async () => {
    setProblem("");
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const made = new MediaRecorder(stream);
      const pieces: Blob[] = [];
      made.ondataavailable = (event) => pieces.push(event.data);
      made.onstop = () => void finish(pieces, made.mimeType);
      made.start();
      recorder.current = made;
      if (gone.current) return release();
      const began = Date.now();
      setSeconds(0);
      timer.current = setInterval(() => setSeconds((Date.now() - began) / 1000), 250);
    } catch (error) {
      setProblem(`No microphone: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return { seconds, problem, start, stop: () => recorder.current?.stop() };
}

export function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${String(Math.floor(whole / 60)).padStart(2, "0")}:${String(whole % 60).padStart(2, "0")}`;
}
