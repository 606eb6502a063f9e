// Colours by what one moves in a picker: the hue in degrees, saturation and brightness in percent.

export interface Hsv {
  hue: number;
  saturation: number;
  brightness: number;
}

/** A colour in six digits, whether it was written in three, or without its sign; undefined for none. */
export function hexOf(text: string): string | undefined {
  const [, digits] = /^#?([\da-f]{3}|[\da-f]{6})$/i.exec(text.trim()) ?? [];
  const long = digits?.length === 3 ? digits.replace(/./g, "$&$&") : digits;
  return long && `#${long.toLowerCase()}`;
}

/** `hue` is that of a grey, which has none of its own. */
export function hsvOf(hex: string, hue = 0): Hsv {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255) as [
    number,
    number,
    number,
  ];
  const most = Math.max(red, green, blue);
  const span = most - Math.min(red, green, blue);
  const sixth =
    most === red ? (green - blue) / span : most === green ? 2 + (blue - red) / span : 4 + (red - green) / span;
  return {
    hue: span ? (60 * sixth + 360) % 360 : hue,
    saturation: most && (100 * span) / most,
    brightness: 100 * most,
  };
}

export function toHex({ hue, saturation, brightness }: Hsv): string {
  const light = (brightness * 255) / 100;
  const channel = (turn: number) => {
    const at = (turn + hue / 60) % 6;
    const value = light * (1 - (saturation / 100) * Math.max(0, Math.min(at, 4 - at, 1)));
    return Math.round(value).toString(16).padStart(2, "0");
  };
  return `#${[5, 3, 1].map(channel).join("")}`;
}
