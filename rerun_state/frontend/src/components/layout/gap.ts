// The room between elements.
import type { Gap } from "../../../contract/parts";

const GAPS: Record<string, string> = {
  xxsmall: ".25rem",
  xsmall: ".5rem",
  small: "1rem",
  medium: "2rem",
  large: "4rem",
  xlarge: "6rem",
  xxlarge: "8rem",
};

/** What a gap of Streamlit's measures. */
export function gapOf(gap: Gap | undefined): string {
  if (gap === null || gap === undefined) return gap === null ? "0" : GAPS.small!;
  return typeof gap === "number" ? `${gap}px` : (GAPS[gap] ?? GAPS.small!);
}
