// Recording from the microphone.
import { useEffect, useRef, useState } from "preact/hooks";
import { toWav } from "./wav";
import { peak } from "./waveform";

export interface Recorder {
  /** Seconds since the recording began; null while nothing is recorded. */
  seconds: number | null;
  /** How loud it has been so far, from 0 to 1. */
  levels: readonly number[];
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
  const [levels, setLevels] = useState<readonly number[]>([]);
  const [problem, setProblem] = useState("");
  const recorder = useRef<MediaRecorder | null>(null);
  const timer = useRef<ReturnType<typeof setInterval> | undefined>(undefined);
  const meter = useRef<Meter | null>(null);
  const gone = useRef(false);

  const release = () => {
    clearInterval(timer.current);
    meter.current?.close();
    meter.current = null;
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
      const { level } = (meter.current = meterOf(stream));
      setSeconds(0);
      setLevels([]);
      timer.current = setInterval(() => {
        setSeconds((Date.now() - began) / 1000);
        setLevels((known) => [...known.slice(-LONG), level()]);
      }, 100);
    } catch (error) {
      setProblem(`No microphone: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return { seconds, levels, problem, start, stop: () => recorder.current?.stop() };
}

/** More levels are kept of a recording than are shown. */
const LONG = 200;

interface Meter {
  /** How loud it is now, from 0 to 1. */
  level(): number;
  close(): void;
}

function meterOf(stream: MediaStream): Meter {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  const samples = new Float32Array(analyser.fftSize);
  context.createMediaStreamSource(stream).connect(analyser);
  return {
    level() {
      analyser.getFloatTimeDomainData(samples);
      return Math.min(1, peak(samples));
    },
    close: () => void context.close(),
  };
}

export function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${String(Math.floor(whole / 60)).padStart(2, "0")}:${String(whole % 60).padStart(2, "0")}`;
}
