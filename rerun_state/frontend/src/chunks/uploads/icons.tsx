// The icons of what is taken and sent.
import type { JSX } from "preact";
import { Strokes } from "../../dom/icons";

const PATHS = {
  send: "M12 20V5M5.5 11.5L12 5l6.5 6.5",
  mic: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21",
  stop: "M7 7h10v10H7z",
  camera: "M3 8h4l2-3h6l2 3h4v11H3zM12 10a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4z",
  upload: "M12 15V4M7 8.5L12 4l5 4.5M4 15v5h16v-5",
} as const;

export function Sign({ name }: { name: keyof typeof PATHS }): JSX.Element {
  return <Strokes path={PATHS[name]} />;
}
