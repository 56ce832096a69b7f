import type { Job, Window } from '../model/problem.ts';
import type { Reach } from '../repair/day/gap.ts';
import { lastIn, nextIn } from '../repair/day/pauses.ts';
import { type Bounds, startsOf, unbound } from '../repair/day/visit.ts';

/** A limit of a job's start that could be lifted: what is left then, and what the limit itself allows. */
export interface Limit {
  readonly kind: 'window' | 'release' | 'lock_start' | 'after';
  readonly wider: readonly Window[];
  readonly limit: readonly Window[];
}

/** When a job may start, and each limit of it that could be lifted alone. */
export interface Starts {
  readonly allowed: readonly Window[];
  readonly limits: readonly Limit[];
}

/** Lifts each limit of a job's start alone. `bounds` come from other jobs; their latest always stays. */
export function startsFor(job: Job, bounds: Bounds, isGrouped: boolean): Starts {
  const { windows, release, locked, ...rest } = job;
  const at = locked?.start;
  const limits: Limit[] = [];
  const lift = (kind: Limit['kind'], limit: readonly Window[], one: Job, within = bounds) =>
    void limits.push({ kind, limit, wider: startsOf(one, within) });
  if (at !== undefined) lift('lock_start', [[at, at]], rest);
  else {
    if (windows?.length) lift('window', windows, { ...rest, ...(release !== undefined && { release }) });
    if (release !== undefined)
      lift('release', [[release, Infinity]], { ...rest, ...(windows && { windows }) });
  }
  if (!isGrouped && bounds.from > -Infinity) {
    lift('after', [[bounds.from, Infinity]], job, { ...unbound, to: bounds.to });
  }
  return { allowed: startsOf(job, bounds), limits };
}

/** The start nearest to what is allowed, among those a gap and a wider choice leave; null when there is none. */
export function nearestStart(
  reach: Reach,
  duration: number,
  { wider, limit }: Limit,
): { readonly start: number; readonly by: number; readonly bound: number } | null {
  let best: { start: number; by: number; bound: number } | null = null;
  const consider = (start: number, bound: number) => {
    const by = Math.abs(start - bound);
    if (best === null || by < best.by) best = { start, by, bound };
  };
  for (let mask = 0; mask < reach.masks; mask++) {
    const first = nextIn(wider, reach.ready[mask]!);
    const last = lastIn(wider, reach.due[mask]! - duration);
    if (first > last) continue;
    for (const [from, to] of limit) {
      if (first > to) consider(first, to);
      else if (last < from) consider(last, from);
    }
  }
  return best;
}

/** By how much shorter the job would have to be; null when no shorter job fits either. */
export function shorterBy(reach: Reach, duration: number, allowed: readonly Window[]) {
  let best: { start: number; by: number } | null = null;
  for (let mask = 0; mask < reach.masks; mask++) {
    const start = nextIn(allowed, reach.ready[mask]!);
    const by = start + duration - reach.due[mask]!;
    if (by > 0 && by < duration && (best === null || by < best.by)) best = { start, by };
  }
  return best;
}
