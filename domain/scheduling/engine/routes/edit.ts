import type { Routes } from './routes.ts';
import { passBackward, passForward } from './schedule.ts';

/** Puts a job into a route so that it stands in row `row`, by the pair that allows it. The place must be feasible. */
export function insertJob(routes: Routes, job: number, pair: number, row: number): void {
  const { model } = routes;
  const slot = model.pairs.slot[pair]!;
  const size = routes.size[slot]!;
  if (size + 3 > routes.stride) routes.grow(size + 3);
  const { node, at, leg, dep, latest, rowOf } = routes;
  const base = slot * routes.stride;
  for (let to = base + size + 2; to > base + row; to--) {
    const one = node[to - 1]!;
    node[to] = one;
    at[to] = at[to - 1]!;
    leg[to] = leg[to - 1]!;
    dep[to] = dep[to - 1]!;
    latest[to] = latest[to - 1]!;
    if (one >= 0) rowOf[one] = to - base;
  }
  const here = base + row;
  const place = model.node.place[job]!;
  const { places, costTo, costFrom } = model.legs;
  node[here] = job;
  at[here] = place;
  const before = costTo[place * places + at[here - 1]!]!;
  const after = costFrom[place * places + at[here + 1]!]!;
  routes.cost[slot] = routes.cost[slot]! + before + after - leg[here + 1]! + model.pairs.cost[pair]!;
  leg[here] = before;
  leg[here + 1] = after;
  routes.size[slot] = size + 1;
  routes.work[slot] = routes.work[slot]! + 1;
  routes.slotOf[job] = slot;
  rowOf[job] = row;
  routes.pairOf[job] = pair;
  addLoad(routes, job, slot, 1);
  passForward(routes, slot, row, row + 1);
  passBackward(routes, slot, row, row - 1);
  routes.version[slot] = routes.newVersion();
}

/** Adds a job's parts to what its route uses, or takes them off. */
export function addLoad(routes: Routes, job: number, slot: number, sign: number): void {
  const { kinds, need } = routes.model.stock;
  for (let kind = 0; kind < kinds; kind++) {
    routes.load[slot * kinds + kind] = routes.load[slot * kinds + kind]! + sign * need[job * kinds + kind]!;
  }
}

/** Closes the gaps that jobs marked as unplanned (`slotOf` -1) left in a route. */
export function closeGaps(routes: Routes, slot: number): void {
  const { model, node, at, leg, dep, latest, slotOf, rowOf } = routes;
  const { places, costFrom } = model.legs;
  const base = slot * routes.stride;
  const end = base + routes.size[slot]! + 1;
  let first = 0;
  let last = 0;
  let isAfterGap = false;
  let to = base + 1;
  let cost = routes.cost[slot]!;
  for (let row = base + 1; row <= end; row++) {
    const one = node[row]!;
    if (one >= 0 && slotOf[one] === -1) {
      if (first === 0) first = to - base;
      last = to - base;
      isAfterGap = true;
      cost -= leg[row]! + model.pairs.cost[routes.pairOf[one]!]!;
      addLoad(routes, one, slot, -1);
      continue;
    }
    if (to < row) {
      node[to] = one;
      at[to] = at[row]!;
      leg[to] = leg[row]!;
      dep[to] = dep[row]!;
      latest[to] = latest[row]!;
      if (one >= 0) rowOf[one] = to - base;
      if (isAfterGap) {
        isAfterGap = false;
        const now = costFrom[at[to - 1]! * places + at[to]!]!;
        cost += now - leg[to]!;
        leg[to] = now;
      }
    }
    to++;
  }
  const size = to - base - 2;
  routes.work[slot] = routes.work[slot]! - (routes.size[slot]! - size);
  routes.size[slot] = size;
  if (size === 0) {
    leg[base + 1] = 0;
    cost = 0;
  }
  routes.cost[slot] = cost;
  passForward(routes, slot, first, last);
  passBackward(routes, slot, last - 1, first - 1);
  routes.version[slot] = routes.newVersion();
}
