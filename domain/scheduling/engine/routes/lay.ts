import { addLoad } from './edit.ts';
import { pairOf } from './pair-of.ts';
import type { Routes } from './routes.ts';
import { passBackward, passForward } from './schedule.ts';

/** Lays these jobs into a slot in this order, which must be feasible there, and marks them as planned. */
export function layJobs(routes: Routes, slot: number, jobs: Int32Array): void {
  const { model } = routes;
  const { places, costFrom } = model.legs;
  const { kinds } = model.stock;
  const size = jobs.length;
  if (size + 3 > routes.stride) routes.grow(size + 3);
  const { node, at, leg } = routes;
  const base = slot * routes.stride;
  const end = base + size + 1;
  claim(routes, slot, jobs);
  routes.load.fill(0, slot * kinds, (slot + 1) * kinds);
  node.set(jobs, base + 1);
  node[end] = -1;
  at[end] = model.slot.end[slot]!;
  let cost = 0;
  for (let row = base + 1; row <= end; row++) {
    const one = node[row]!;
    if (one >= 0) {
      at[row] = model.node.place[one]!;
      routes.rowOf[one] = row - base;
      cost += model.pairs.cost[routes.pairOf[one]!]!;
      addLoad(routes, one, slot, 1);
    }
    leg[row] = size === 0 ? 0 : costFrom[at[row - 1]! * places + at[row]!]!;
    cost += leg[row]!;
  }
  routes.size[slot] = size;
  routes.work[slot] = size;
  routes.cost[slot] = cost;
  routes.latest[end] = model.slot.latest[slot]!;
  passForward(routes, slot, 1, size + 2);
  passBackward(routes, slot, size, 0);
  routes.version[slot] = routes.newVersion();
}

/** Marks jobs as planned on a slot that may take them. */
export function claim(routes: Routes, slot: number, jobs: Int32Array): void {
  for (const job of jobs) {
    routes.slotOf[job] = slot;
    routes.pairOf[job] = pairOf(routes.model.pairs, job, slot);
  }
}
