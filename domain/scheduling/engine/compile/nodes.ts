import type { Job, Problem, Window } from '../../model/problem.ts';
import type { NodeTable } from '../model.ts';
import { rowOf, type SlotEntry } from './slots.ts';

interface Given {
  readonly zero: number;
  readonly horizon: number;
  readonly entries: readonly SlotEntry[];
  /** Starts of the earlier plan by job. */
  readonly before: ReadonlyMap<string, number>;
}

interface NodeEntry {
  readonly place: number;
  readonly service: number;
  readonly windows: readonly Window[];
}

/** The table of jobs, breaks and depots, and where each slot's breaks begin. Times are moved to the model's zero. */
export function compileNodes(problem: Problem, given: Given): { node: NodeTable; breakAt: Int32Array } {
  const jobs = problem.jobs.map(
    (job): NodeEntry => ({
      place: rowOf(job.location),
      service: job.duration,
      windows: windowsOf(job, given),
    }),
  );
  const breaks = given.entries.map((entry) => breaksOf(problem, entry, given.zero));
  const breakAt = new Int32Array(breaks.length + 1);
  breaks.forEach((list, slot) => {
    breakAt[slot + 1] = (breakAt[slot] ?? 0) + list.length;
  });
  const depots = (problem.depots ?? []).map(
    ({ location, duration }): NodeEntry => ({
      place: rowOf(location),
      service: duration,
      windows: [[0, given.horizon]],
    }),
  );
  return {
    node: tableOf([...jobs, ...breaks.flat(), ...depots], problem.jobs, given),
    breakAt: breakAt.map((at) => at + jobs.length),
  };
}

function windowsOf(job: Job, { zero, horizon }: Given): Window[] {
  const release = Math.max(0, (job.release ?? zero) - zero);
  const asked: readonly Window[] = job.windows?.length ? job.windows : [[zero, zero + horizon]];
  const at = job.locked?.start;
  const from = at === undefined ? release : at - zero;
  const to = at === undefined ? horizon : at - zero;
  const known = at === undefined ? asked : [[at, at] as const];
  return joined(
    known
      .map(([open, close]): Window => [Math.max(open - zero, from), Math.min(close - zero, to)])
      .filter(([open, close]) => open <= close),
  );
}

function joined(windows: readonly Window[]): Window[] {
  const sorted = [...windows].sort((one, other) => one[0] - other[0]);
  const merged: [number, number][] = [];
  for (const [open, close] of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && open <= last[1] + 1) last[1] = Math.max(last[1], close);
    else merged.push([open, close]);
  }
  return merged;
}

function breaksOf(problem: Problem, entry: SlotEntry, zero: number): NodeEntry[] {
  return (problem.resources[entry.resource]?.breaks ?? []).flatMap(({ windows, duration }) => {
    const fitting = windows
      .map(
        ([from, to]): Window => [
          Math.max(from - zero, entry.open),
          Math.min(to - zero, entry.close - duration),
        ],
      )
      .filter(([from, to]) => from <= to);
    return fitting.length === 0 ? [] : [{ place: -1, service: duration, windows: joined(fitting) }];
  });
}

function tableOf(entries: readonly NodeEntry[], jobs: readonly Job[], given: Given): NodeTable {
  const windowAt = new Int32Array(entries.length + 1);
  entries.forEach(({ windows }, node) => {
    windowAt[node + 1] = (windowAt[node] ?? 0) + windows.length;
  });
  const all = entries.flatMap(({ windows }) => windows);
  const perNode = (value: (job: Job) => number, other: number) =>
    entries.map((_, node) => (node < jobs.length ? value(jobs[node]!) : other));
  return {
    place: Int32Array.from(entries, ({ place }) => place),
    service: Int32Array.from(entries, ({ service }) => service),
    open: Int32Array.from(entries, ({ windows }) => windows[0]?.[0] ?? 1),
    close: Int32Array.from(entries, ({ windows }) => windows.at(-1)?.[1] ?? 0),
    isSplit: Uint8Array.from(entries, ({ windows }) => (windows.length > 1 ? 1 : 0)),
    windowAt,
    windowOpen: Int32Array.from(all, ([open]) => open),
    windowClose: Int32Array.from(all, ([, close]) => close),
    absence: new Float64Array(entries.length),
    importance: Float64Array.from(perNode(({ importance }) => importance ?? 1, 0)),
    dueBy: Int32Array.from(
      perNode(({ dueBy }) => (dueBy === undefined ? 2 ** 30 : dueBy - given.zero), 2 ** 30),
    ),
    before: Int32Array.from(perNode(({ id }) => (given.before.get(id) ?? given.zero - 1) - given.zero, -1)),
    isPinned: Uint8Array.from(
      perNode(({ locked }) => (locked?.start !== undefined && locked.resource !== undefined ? 1 : 0), 0),
    ),
  };
}
