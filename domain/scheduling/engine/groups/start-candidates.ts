import type { Random } from '../random.ts';
import type { Routes } from '../routes/routes.ts';
import { startOf } from '../timed/steps.ts';

interface Wanted {
  readonly jobs: Int32Array;
  /** When all that must have ended before has ended. */
  readonly ready: number;
  readonly random: Random;
}

/** Starts tried for one unit: enough to meet a good one over a few trials, few enough to stay quick. */
const mostStarts = 12;
const slotsAsked = 6;

/**
 * Starts at which jobs that begin together might: when their windows open, and when technicians that can do one of them
 * could be there after one of their visits. A few are drawn at random; the next trial draws others.
 */
export function startCandidates(routes: Routes, { jobs, ready, random }: Wanted): number[] {
  const { node } = routes.model;
  const from = jobs.reduce((latest, job) => Math.max(latest, node.open[job]!), ready);
  const until = jobs.reduce((least, job) => Math.min(least, node.close[job]!), 2 ** 30);
  const all = new Set<number>();
  const add = (time: number) => {
    const start = agreed(routes, jobs, Math.max(time, from));
    if (start <= until) all.add(start);
  };
  add(from);
  for (const job of jobs) {
    for (let row = node.windowAt[job]!; row < node.windowAt[job + 1]!; row++) add(node.windowOpen[row]!);
    for (let draw = 0; draw < slotsAsked; draw++) addArrival(routes, { job, until, random }, add);
  }
  const starts = [...all];
  while (starts.length > mostStarts) starts.splice(random.below(starts.length), 1);
  return starts;
}

function addArrival(
  routes: Routes,
  { job, until, random }: { job: number; until: number; random: Random },
  add: (time: number) => void,
): void {
  const { pairs, legs, node } = routes.model;
  const count = pairs.at[job + 1]! - pairs.at[job]!;
  if (count === 0) return;
  const slot = pairs.slot[pairs.at[job]! + random.below(count)]!;
  const row = slot * routes.stride + random.below(routes.size[slot]! + 1);
  const leave = routes.dep[row]!;
  if (leave <= until) add(leave + legs.timeTo[node.place[job]! * legs.places + routes.at[row]!]!);
}

/** The first moment from `time` on at which every job may start, past all closes when there is none. */
function agreed(routes: Routes, jobs: Int32Array, time: number): number {
  let start = time;
  for (let round = 0; round < 50; round++) {
    let next = start;
    for (const job of jobs) next = Math.max(next, startOf(routes, job, next));
    if (next === start) return start;
    start = next;
  }
  return 2 ** 30;
}
