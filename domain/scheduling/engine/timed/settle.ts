import type { Routes } from '../routes/routes.ts';
import { countLoad } from './equipment.ts';
import { momentsPrice, shortestDrive, spanOf } from './price.ts';
import { measureSpans } from './spans.ts';
import { isBreak, nextPlaceRow } from './steps.ts';
import { layOut } from './timetable.ts';

/** Works out times and price of a route whose nodes were changed, exactly, and marks it as new. */
export function settle(routes: Routes, slot: number): void {
  layOut(routes, slot);
  countLoad(routes, slot);
  measureSpans(routes, slot);
  routes.span[slot] = spanOf(routes, slot);
  routes.version[slot] = routes.newVersion();
  routes.idle[slot] = 0;
  routes.cost[slot] = 0;
  if (routes.work[slot]! > 0) priceRoute(routes, slot);
}

function priceRoute(routes: Routes, slot: number): void {
  const { model } = routes;
  const { weights, legs } = model;
  const base = slot * routes.stride;
  const end = base + routes.size[slot]! + 1;
  if (isLate(routes, slot)) routes.isBroken = true;
  let price = momentsPrice(routes, slot);
  let span = 0;
  for (let row = base + 1; row <= end; row++) {
    price += routes.leg[row]!;
    const one = routes.node[row]!;
    if (one >= 0) span += model.node.service[one]!;
    if (one >= 0 && one < model.jobs) price += model.pairs.cost[routes.pairOf[one]!]!;
    if (legs.profile !== null && routes.leg[row]! > 0)
      span += legs.timeFrom[routes.at[row - 1]! * legs.places + routes.at[row]!]!;
  }
  if (legs.profile !== null) price += weights.legTime * (routes.span[slot]! - span);
  if (model.isSpanned) {
    const drive = shortestDrive(routes, slot);
    routes.idle[slot] = Math.max(0, drive.end - drive.begin - routes.span[slot]!);
    price += weights.waiting * routes.idle[slot]!;
    if (drive.end - drive.begin > model.slot.maxDuration[slot]!) routes.isBroken = true;
  }
  const over = Math.max(0, routes.dep[end]! - model.slot.close[slot]!);
  routes.cost[slot] = price + weights.overtime * model.slot.overtimePrice[slot]! * over;
}

// The second of two breaks on one way may have to wait for the first at the far end, so it is held to the arrival.
function pausedWay(routes: Routes, row: number): number {
  if (routes.node[row - 1]! < 0 || !isBreak(routes, routes.node[row - 1]!)) return 0;
  const { legs } = routes.model;
  return legs.timeFrom[routes.at[row]! * legs.places + routes.at[nextPlaceRow(routes, row)]!]!;
}

function isLate(routes: Routes, slot: number): boolean {
  const base = slot * routes.stride;
  const size = routes.size[slot]!;
  if (routes.dep[base + size + 1]! > routes.model.slot.latest[slot]!) return true;
  for (let row = base + 1; row <= base + size; row++) {
    const one = routes.node[row]!;
    const isTaken = one < routes.model.jobs || routes.model.node.place[one] !== -1;
    if (isTaken && routes.dep[row]! - routes.model.node.service[one]! > routes.close[one]!) return true;
    if (!isTaken && routes.dep[row - 1]! + pausedWay(routes, row) > routes.close[one]!) return true;
  }
  return false;
}
