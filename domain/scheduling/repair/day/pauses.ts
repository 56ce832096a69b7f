import type { Break, Window } from '../../model/problem.ts';

/** Breaks that one shift owes; a set of them is a bit mask. */
export type Pauses = readonly Break[];

/** The earliest time from `time` on inside a window; Infinity when all have passed. Windows stand in order. */
export function nextIn(windows: readonly Window[], time: number): number {
  for (const [from, to] of windows) if (time <= to) return time < from ? from : time;
  return Infinity;
}

/** The latest time up to `time` inside a window; -Infinity when none has begun. */
export function lastIn(windows: readonly Window[], time: number): number {
  for (let at = windows.length - 1; at >= 0; at--) {
    const [from, to] = windows[at]!;
    if (time >= from) return time > to ? to : time;
  }
  return -Infinity;
}

/** The breaks that a shift owes: those that fit into it, with the starts that do; never in overtime. */
export function owedPauses(breaks: readonly Break[], [begin, end]: Window): Pauses {
  return breaks.flatMap(({ windows, duration }) => {
    const fitting = windows
      .map(([from, to]): Window => [Math.max(from, begin), Math.min(to, end - duration)])
      .filter(([from, to]) => from <= to)
      .sort((one, other) => one[0] - other[0]);
    return fitting.length === 0 ? [] : [{ windows: fitting, duration }];
  });
}

/** When all breaks of the mask are over, taken from `time` on in the best order. */
export function pausedUntil(pauses: Pauses, mask: number, time: number): number {
  if (mask === 0) return time;
  let least = Infinity;
  for (let at = 0; at < pauses.length; at++) {
    if ((mask & (1 << at)) === 0) continue;
    const { windows, duration } = pauses[at]!;
    const end = nextIn(windows, time) + duration;
    if (end < least) least = Math.min(least, pausedUntil(pauses, mask & ~(1 << at), end));
  }
  return least;
}

/** The latest time to begin all breaks of the mask so that they are over by `time`. */
export function pausedFrom(pauses: Pauses, mask: number, time: number): number {
  if (mask === 0) return time;
  let most = -Infinity;
  for (let at = 0; at < pauses.length; at++) {
    if ((mask & (1 << at)) === 0) continue;
    const { windows, duration } = pauses[at]!;
    const start = lastIn(windows, time - duration);
    if (start > most) most = Math.max(most, pausedFrom(pauses, mask & ~(1 << at), start));
  }
  return most;
}

/** The order in which `pausedUntil` takes the breaks of the mask, with their times. */
export function pausesTaken(
  pauses: Pauses,
  mask: number,
  time: number,
): { readonly start: number; readonly end: number }[] {
  if (mask === 0) return [];
  const until = pausedUntil(pauses, mask, time);
  for (let at = 0; at < pauses.length; at++) {
    if ((mask & (1 << at)) === 0) continue;
    const start = nextIn(pauses[at]!.windows, time);
    const end = start + pauses[at]!.duration;
    const rest = mask & ~(1 << at);
    if (pausedUntil(pauses, rest, end) === until) return [{ start, end }, ...pausesTaken(pauses, rest, end)];
  }
  return [];
}

/** The summed length of the breaks of a mask. */
export function pauseLength(pauses: Pauses, mask: number): number {
  let sum = 0;
  for (let at = 0; mask >> at !== 0; at++) if ((mask & (1 << at)) !== 0) sum += pauses[at]!.duration;
  return sum;
}
