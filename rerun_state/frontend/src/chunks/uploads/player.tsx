// A recording that is listened to: play and pause, its waveform to go somewhere in it, the time.
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { clock } from "./recorder";
import { useLevels, Waveform } from "./waveform";

const PLAY = "M8 5.5v13l10.5-6.5z";
const PAUSE = "M8.5 6v12M15.5 6v12";

interface PlayerProps {
  url: string;
  sound: Blob;
}

export function Player({ url, sound }: PlayerProps): JSX.Element {
  const audio = useRef<HTMLAudioElement>(null);
  const levels = useLevels(sound);
  const [playing, setPlaying] = useState(false);
  const [now, setNow] = useState(0);
  const [end, setEnd] = useState(0);
  const toggle = () => {
    if (playing) audio.current!.pause();
    else void audio.current!.play().catch(() => setPlaying(false));
  };
  const go = (to: number) => {
    audio.current!.currentTime = to;
    setNow(to);
  };
  return (
    <>
      <button type="button" class="rs-inner" aria-label={playing ? "Pause" : "Play"} onClick={toggle}>
        <svg class="rs-mark" viewBox="0 0 24 24" aria-hidden="true">
          <path d={playing ? PAUSE : PLAY} />
        </svg>
      </button>
      <Waveform levels={levels} played={end ? now / end : 0}>
        <input
          type="range"
          aria-label="Position in seconds"
          min={0}
          max={end}
          step="any"
          value={now}
          onInput={(event) => go(Number(event.currentTarget.value))}
        />
      </Waveform>
      <span class="rs-clock">{clock(playing || now ? now : end)}</span>
      <audio
        ref={audio}
        src={url}
        onLoadedMetadata={(event) => setEnd(event.currentTarget.duration)}
        onTimeUpdate={(event) => setNow(event.currentTarget.currentTime)}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => go(0)}
      />
    </>
  );
}
