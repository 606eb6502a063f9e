// Clocks of time zones. What they show is counted like the time itself: in milliseconds since 1970, as if
// they stood in UTC.

import { isFar } from "./instants";

type Clock = (at: number) => number;

const clocks = new Map<string | undefined, Clock>();

/** What a clock of the zone shows at a time; without a zone, or in one that is not known here, UTC's. */
export function clockOf(zone: string | undefined): Clock {
  if (!clocks.has(zone)) clocks.set(zone, made(zone)); // which takes longer than to look at it
  return clocks.get(zone)!;
}

function made(zone: string | undefined): Clock {
  const fixed = /^([+-])(\d\d):(\d\d)$/.exec(zone ?? "");
  if (fixed) {
    const ahead = (Number(fixed[2]) * 60 + Number(fixed[3])) * 60_000;
    return (at) => (fixed[1] === "-" ? at - ahead : at + ahead);
  }
  const parts = zone ? partsIn(zone) : null;
  if (!parts) return (at) => at;
  return (at) => {
    if (isFar(at)) return at;
    const shown = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const { year, month, day, hour, minute, second } = shown as Record<string, number>;
    const date = Date.UTC(year!, month! - 1, day);
    const time = (hour! * 60 + minute!) * 60 + second!;
    return date + time * 1000 + (((at % 1000) + 1000) % 1000);
  };
}

function partsIn(timeZone: string): Intl.DateTimeFormat | null {
  const number = { month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" } as const;
  try {
    return new Intl.DateTimeFormat("en", { timeZone, hourCycle: "h23", year: "numeric", ...number });
  } catch {
    return null;
  }
}

/** When a clock shows that; of an hour that it shows twice, the first. */
export function momentOf(clock: Clock, shown: number): number {
  const day = 86_400_000;
  // What it is ahead of UTC before and after that, where it may be put forward or back in between.
  const [before, after] = [shown - day, shown + day].map((near) => shown - (clock(near) - near));
  return clock(before!) === shown ? before! : after!;
}

/** What a clock is ahead of UTC, as written behind a time. */
export function aheadOf(millis: number): string {
  const minutes = Math.round(Math.abs(millis) / 60_000);
  const pad = (count: number) => String(count).padStart(2, "0");
  return `${millis < 0 ? "-" : "+"}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
