import type { Routes } from '../routes/routes.ts';
import { settle } from './settle.ts';
import { dropNode, placeNode } from './slice.ts';

/**
 * Takes a route's trip to a depot out and puts it back where it costs least, or leaves it out when what is carried
 * suffices. Every place before the first job that would lack something is tried, on the whole route.
 */
export function reseatTrip(routes: Routes, slot: number): void {
  const { model } = routes;
  if (routes.depotRow[slot] !== 0) {
    const row = findTrip(routes, slot);
    if (row > 0) dropNode(routes, slot, row);
  }
  const last = firstLacking(routes, slot);
  if (last === 0) {
    settle(routes, slot);
    return;
  }
  const wasBroken = routes.isBroken;
  let least = Infinity;
  let kept = { row: 1, node: model.nodes - 1 };
  for (let depot = 0; depot < model.stock.depots; depot++) {
    for (let row = 1; row <= last; row++) {
      const node = model.nodes - depot - 1;
      routes.isBroken = false;
      placeNode(routes, slot, row, node);
      settle(routes, slot);
      if (!routes.isBroken && routes.cost[slot]! < least) {
        least = routes.cost[slot]!;
        kept = { row, node };
      }
      dropNode(routes, slot, row);
    }
  }
  routes.isBroken = wasBroken;
  placeNode(routes, slot, kept.row, kept.node);
  settle(routes, slot);
}

function findTrip(routes: Routes, slot: number): number {
  const { jobs, node } = routes.model;
  const base = slot * routes.stride;
  for (let row = 1; row <= routes.size[slot]!; row++) {
    const one = routes.node[base + row]!;
    if (one >= jobs && node.place[one] !== -1) return row;
  }
  return 0;
}

/** Whether all jobs of a route have the parts and tools they need: carried, or fetched on its trip. */
export function isSupplied(routes: Routes, slot: number): boolean {
  const lacking = firstLacking(routes, slot);
  const trip = routes.depotRow[slot]!;
  return lacking === 0 || (trip > 0 && trip < lacking);
}

/** The row of the first job that parts and tools carried from the start do not cover; 0 when all are. */
function firstLacking(routes: Routes, slot: number): number {
  const { jobs, stock } = routes.model;
  const base = slot * routes.stride;
  const used = new Int32Array(stock.kinds);
  for (let row = 1; row <= routes.size[slot]!; row++) {
    const one = routes.node[base + row]!;
    if (one >= jobs) continue;
    for (let word = 0; word < stock.words; word++) {
      const needed = stock.toolsNeeded[one * stock.words + word]!;
      if ((needed & ~stock.toolsCarried[slot * stock.words + word]!) !== 0) return row;
    }
    for (let kind = 0; kind < stock.kinds; kind++) {
      used[kind]! += stock.need[one * stock.kinds + kind]!;
      if (used[kind]! > stock.carried[slot * stock.kinds + kind]!) return row;
    }
  }
  return 0;
}
