import type { Routes } from '../routes/routes.ts';
import { leaveBy, wayTime } from './clock.ts';
import { isBreak, lastLeaveToBreak, lastStartOf, nextPlaceRow, pastBreak, startOf } from './steps.ts';

/** Works out anew all that follows from the nodes of a slot: places, legs, times. Breaks lie where the stop before is. */
export function layOut(routes: Routes, slot: number): void {
  const { model, node, at, leg, way, rowOf } = routes;
  const { places, costFrom, timeFrom } = model.legs;
  const base = slot * routes.stride;
  const end = base + routes.size[slot]! + 1;
  const isUsed = routes.work[slot]! > 0;
  at[base] = model.slot.start[slot]!;
  at[end] = model.slot.end[slot]!;
  node[base] = -1;
  node[end] = -1;
  routes.depotRow[slot] = 0;
  for (let row = base + 1; row <= end; row++) {
    const one = node[row]!;
    if (one >= 0) {
      rowOf[one] = row - base;
      const place = model.node.place[one]!;
      at[row] = place === -1 ? at[row - 1]! : place;
      if (one >= model.jobs && place !== -1) routes.depotRow[slot] = row - base;
    }
    way[row] = timeFrom[at[row - 1]! * places + at[row]!]!;
    leg[row] = isUsed && !isBreak(routes, one) ? costFrom[at[row - 1]! * places + at[row]!]! : 0;
  }
  forward(routes, slot, model.slot.open[slot]!);
  backward(routes, slot, model.slot.latest[slot]!);
}

/** Earliest departures when the route begins at `begin`. Returns the earliest end. */
export function forward(routes: Routes, slot: number, begin: number): number {
  const { model, node, at, dep } = routes;
  const { legs } = model;
  const base = slot * routes.stride;
  const end = base + routes.size[slot]! + 1;
  dep[base] = begin;
  let way = -1; // of a way that breaks interrupt: known when it is begun
  for (let row = base + 1; row <= end; row++) {
    const one = node[row]!;
    const leave = dep[row - 1]!;
    if (way < 0) {
      const next = isBreak(routes, one) ? nextPlaceRow(routes, row) : row;
      way = wayTime(legs, legs.timeFrom[at[row - 1]! * legs.places + at[next]!]!, leave);
    }
    if (isBreak(routes, one)) {
      dep[row] = pastBreak(routes, one, leave, way);
      continue;
    }
    const arrive = leave + way;
    way = -1;
    dep[row] = one < 0 ? arrive : startOf(routes, one, arrive) + model.node.service[one]!;
  }
  return dep[end]!;
}

/** Latest starts when the route must end by `finish`. Returns the latest begin of the route. */
export function backward(routes: Routes, slot: number, finish: number): number {
  const { model, node, at, latest } = routes;
  const { legs } = model;
  const base = slot * routes.stride;
  const end = base + routes.size[slot]! + 1;
  latest[end] = finish;
  let by = finish; // the latest arrival at the next place, less the breaks before it
  let next = end;
  for (let row = end - 1; row >= base; row--) {
    const one = node[row]!;
    const way = legs.timeFrom[at[row]! * legs.places + at[next]!]!;
    if (isBreak(routes, one)) {
      const ready = by;
      by -= model.node.service[one]!;
      const last = lastLeaveToBreak(routes, one, { ready, leave: leaveBy(legs, way, by) });
      latest[row] = last;
      by = Math.min(by, last + wayTime(legs, way, last));
      continue;
    }
    const leave = leaveBy(legs, way, by);
    if (row === base) return leave;
    by = lastStartOf(routes, one, leave - model.node.service[one]!);
    latest[row] = by;
    next = row;
  }
  return 0;
}
