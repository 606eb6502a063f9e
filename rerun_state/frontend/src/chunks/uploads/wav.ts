// Sound as a WAV file: one channel, 16 bits.

/** A WAV file of samples between -1 and 1. */
export function wav(samples: Float32Array, rate: number): ArrayBuffer {
  const bytes = samples.length * 2;
  const view = new DataView(new ArrayBuffer(44 + bytes));
  const text = (at: number, word: string) =>
    [...word].forEach((char, i) => view.setUint8(at + i, char.charCodeAt(0)));
  text(0, "RIFF");
  view.setUint32(4, 36 + bytes, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true); // length of this part
  view.setUint16(20, 1, true); // plain samples
  view.setUint16(22, 1, true); // channels
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true); // bytes per second
  view.setUint16(32, 2, true); // bytes per sample
  view.setUint16(34, 16, true); // bits per sample
  text(36, "data");
  view.setUint32(40, bytes, true);
  samples.forEach((sample, i) => {
    const level = Math.max(-1, Math.min(1, sample));
    view.setInt16(44 + i * 2, Math.round(level * (level < 0 ? 0x8000 : 0x7fff)), true);
  });
  return view.buffer;
}

/** Whatever a browser can play, as a WAV file; at its own rate if none is given. */
export async function toWav(recording: Blob, rate: number | null): Promise<Blob> {
  const context = new AudioContext();
  try {
    const sound = await context.decodeAudioData(await recording.arrayBuffer());
    const target = rate ?? sound.sampleRate;
    const length = Math.max(1, Math.ceil(sound.duration * target));
    const offline = new OfflineAudioContext(1, length, target);
    const source = offline.createBufferSource();
    source.buffer = sound;
    source.connect(offline.destination);
    source.start();
    const mixed = await offline.startRendering();
    return new Blob([wav(mixed.getChannelData(0), target)], { type: "audio/wav" });
  } finally {
    await context.close();
  }
}
