// Sound as a row of bars, each as high as a part of it is loud.
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

const BARS = 64;

interface WaveformProps {
  /** From 0 to 1. */
  levels: readonly number[];
  /** How much of it has been played, from 0 to 1. */
  played?: number;
  children?: ComponentChildren;
}

export function Waveform({ levels, played = 0, children }: WaveformProps): JSX.Element {
  return (
    <div class="rs-wave">
      <svg aria-hidden="true">
        {Array.from({ length: BARS }, (_, at) => {
          const height = 6 + 94 * (levels[at] ?? 0);
          return (
            <rect
              key={at}
              x={`${(at * 100) / BARS}%`}
              y={`${50 - height / 2}%`}
              width={`${50 / BARS}%`}
              height={`${height}%`}
              rx="1.5"
              data-played={at < played * BARS || undefined}
              data-silent={!levels[at] || undefined}
            />
          );
        })}
      </svg>
      {children}
    </div>
  );
}

/** The last levels of a recording that goes on, the newest at the right. */
export function newest(levels: readonly number[]): number[] {
  const last = levels.slice(-BARS);
  return [...Array<number>(BARS - last.length).fill(0), ...last];
}

/** The loudest sample of each of as many parts as there are bars; the loudest of all is 1. */
export function loudest(samples: Float32Array, parts = BARS): number[] {
  const length = samples.length / parts;
  const peaks = Array.from({ length: parts }, (_, at) =>
    peak(samples.subarray(Math.floor(at * length), Math.ceil((at + 1) * length))),
  );
  const most = Math.max(...peaks);
  return most ? peaks.map((each) => each / most) : peaks;
}

export function peak(samples: Float32Array): number {
  return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
}

/** The levels of a sound; none while they are not known, or where the browser cannot play it. */
export function useLevels(sound: Blob | undefined): readonly number[] {
  const [levels, setLevels] = useState<readonly number[]>([]);
  useEffect(() => {
    let gone = false;
    setLevels([]);
    const show = (found: number[]) => gone || setLevels(found);
    if (sound) levelsOf(sound).then(show, () => show([]));
    return () => {
      gone = true;
    };
  }, [sound]);
  return levels;
}

async function levelsOf(sound: Blob): Promise<number[]> {
  // The fewest samples that a browser grants: they are looked at, not listened to.
  const context = new OfflineAudioContext(1, 1, 8000);
  const decoded = await context.decodeAudioData(await sound.arrayBuffer());
  return loudest(decoded.getChannelData(0));
}
