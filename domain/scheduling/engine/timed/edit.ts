import type { Routes } from '../routes/routes.ts';
import { settle } from './settle.ts';
import { dropNode, placeNode } from './slice.ts';
import { tripDepot, tripRow } from './trip-insertion.ts';
import { reseatTrip } from './trips.ts';

/** Where an insertion puts a job: its row, and the trip that comes with it (TripInsertion), 0 when none. */
export interface Place {
  readonly row: number;
  readonly trip: number;
}

/**
 * Puts a job into a route by the pair that allows it, before the row that stands at `row` now, and with it the trip to a
 * depot it needs.
 */
export function insertTimed(routes: Routes, job: number, pair: number, place: Place): void {
  const { model } = routes;
  const slot = model.pairs.slot[pair]!;
  placeNode(routes, slot, place.row, job);
  if (place.trip > 0) {
    const old = routes.depotRow[slot]!;
    placeNode(routes, slot, tripRow(place.trip), model.nodes - tripDepot(place.trip) - 1);
    if (old > 0) dropNode(routes, slot, old + 2); // a later trip is no longer needed
  }
  routes.work[slot] = routes.work[slot]! + 1;
  routes.slotOf[job] = slot;
  routes.pairOf[job] = pair;
  settle(routes, slot);
}

/** Closes the gaps that jobs marked as unplanned (`slotOf` -1) left in a route; an empty route drops its trip. */
export function closeTimed(routes: Routes, slot: number): void {
  const { model, node, slotOf } = routes;
  const base = slot * routes.stride;
  const end = base + routes.size[slot]! + 1;
  let to = base + 1;
  let work = 0;
  for (let row = base + 1; row < end; row++) {
    const one = node[row]!;
    if (one < model.jobs) {
      if (slotOf[one] === -1) continue;
      work++;
    }
    node[to++] = one;
  }
  node[to] = -1;
  const hadTrip = routes.depotRow[slot]! > 0;
  routes.size[slot] = to - base - 1;
  routes.work[slot] = work;
  if (hadTrip) reseatTrip(routes, slot);
  else settle(routes, slot);
}

/** The slice of a slot without jobs: its breaks alone. */
export function clearTimed(routes: Routes, slot: number): void {
  const { breakAt } = routes.model.slot;
  const count = breakAt[slot + 1]! - breakAt[slot]!;
  if (count + 3 > routes.stride) routes.grow(count + 3);
  for (let index = 0; index < count; index++)
    routes.node[slot * routes.stride + 1 + index] = breakAt[slot]! + index;
  routes.size[slot] = count;
  routes.work[slot] = 0;
  settle(routes, slot);
}

/** Lays these nodes into a slot as they are. Their jobs must count as planned already. */
export function layTimed(routes: Routes, slot: number, nodes: Int32Array): void {
  if (nodes.length + 3 > routes.stride) routes.grow(nodes.length + 3);
  routes.node.set(nodes, slot * routes.stride + 1);
  routes.size[slot] = nodes.length;
  routes.work[slot] = nodes.reduce((work, one) => work + (one < routes.model.jobs ? 1 : 0), 0);
  settle(routes, slot);
}
