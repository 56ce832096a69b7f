import type { Routes } from '../routes/routes.ts';
import { wayTime } from './clock.ts';
import { isBreak } from './steps.ts';
import { backward, forward } from './timetable.ts';

/** A route's times when it is driven best. */
export interface Drive {
  readonly begin: number;
  readonly end: number;
}

const mostTries = 16;

/**
 * When to leave so that the route takes the least time, waiting included. Leaving later ends the route no later as long
 * as there is waiting to use up; each round finds the latest begin for the earliest end, and goes on only while waiting
 * is left that a gap between windows might hide. Leaves the forward and backward tables as for the slot's own bounds.
 */
export function shortestDrive(routes: Routes, slot: number): Drive {
  const { model } = routes;
  if (model.legs.profile === null && !hasGaps(routes, slot)) return plainDrive(routes, slot);
  const open = model.slot.open[slot]!;
  const latest = model.slot.latest[slot]!;
  const span = routes.span[slot]!;
  let best: Drive = { begin: open, end: latest + 1 };
  let begin = open;
  for (let round = 0; round < mostTries; round++) {
    const end = forward(routes, slot, begin);
    if (end > latest) break;
    begin = backward(routes, slot, end);
    if (end - begin < best.end - best.begin) best = { begin, end };
    if (end - begin <= span) break;
    begin++;
  }
  forward(routes, slot, open);
  backward(routes, slot, latest);
  return best;
}

// With one window each, both halves of the route meet at its end (spans.ts).
function plainDrive(routes: Routes, slot: number): Drive {
  const { legs, slot: slots } = routes.model;
  const last = slot * routes.stride + routes.size[slot]!;
  const way = legs.timeFrom[routes.at[last]! * legs.places + routes.at[last + 1]!]!;
  const begin = Math.min(routes.beginBefore[last]!, slots.latest[slot]! - way - routes.spanBefore[last]!);
  const end = routes.dep[last + 1]!;
  const span = routes.spanBefore[last]! + way;
  // Who has no waiting left to save needs not leave later than it takes to end as early as possible.
  return end - begin > span ? { begin, end } : { begin: end - span, end };
}

function hasGaps(routes: Routes, slot: number): boolean {
  if (!routes.model.hasGaps) return false;
  const base = slot * routes.stride;
  for (let row = base + 1; row <= base + routes.size[slot]!; row++) {
    if (routes.model.node.isSplit[routes.node[row]!] === 1) return true;
  }
  return false;
}

/** What moments cost on a route begun at `begin`: lateness, late starts, moved starts. */
export function momentsPrice(routes: Routes, slot: number): number {
  const { weights, node: table } = routes.model;
  if (weights.lateness + weights.soonest + weights.moved === 0) return 0;
  const base = slot * routes.stride;
  let price = 0;
  for (let row = base + 1; row <= base + routes.size[slot]!; row++) {
    const one = routes.node[row]!;
    if (one < routes.model.jobs) price += momentPrice(routes, one, routes.dep[row]! - table.service[one]!);
  }
  return price;
}

/** What the moment of one job's start costs. */
export function momentPrice(routes: Routes, job: number, start: number): number {
  const { weights, node } = routes.model;
  const late = start + node.service[job]! - node.dueBy[job]!;
  const before = node.before[job]!;
  const isMoved = before >= 0 && Math.abs(start - before) > weights.movedSlack;
  return (late > 0 ? weights.lateness * late : 0) + weights.soonest * start + (isMoved ? weights.moved : 0);
}

/** Time on the way, at work and in breaks, which no schedule can save; with a profile for the earliest schedule. */
export function spanOf(routes: Routes, slot: number): number {
  const { model, node, at, dep } = routes;
  const { legs } = model;
  const base = slot * routes.stride;
  let span = 0;
  let leave = dep[base]!;
  for (let row = base + 1; row <= base + routes.size[slot]! + 1; row++) {
    const one = node[row]!;
    if (one >= 0) span += model.node.service[one]!;
    if (isBreak(routes, one)) continue;
    span += wayTime(legs, legs.timeFrom[at[row - 1]! * legs.places + at[row]!]!, leave);
    leave = dep[row]!;
  }
  return span;
}
