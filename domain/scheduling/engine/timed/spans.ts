import type { Routes } from '../routes/routes.ts';
import { isBreak } from './steps.ts';

/**
 * Durations in constant time. Begun at `s`, the rest of a route from a row on ends at max(endAfter, s + spanAfter); to
 * leave a row by `x`, the route must begin by min(beginBefore, x - spanBefore). So the shortest duration with one more
 * stop follows from both halves (the segments of Vidal et al. 2013). Gaps between windows count as open here; the
 * route's own price is worked out exactly.
 */
export function measureSpans(routes: Routes, slot: number): void {
  const base = slot * routes.stride;
  const end = base + routes.size[slot]! + 1;
  spansAfter(routes, base, end);
  spansBefore(routes, base, end, routes.model.slot.latest[slot]!);
}

function spansAfter(routes: Routes, base: number, end: number): void {
  const { model, node, at, spanAfter, endAfter } = routes;
  const { legs } = model;
  spanAfter[end] = 0;
  endAfter[end] = 0;
  let next = end;
  let paused = 0;
  let held = 0; // the earliest end the breaks before the next place allow
  for (let row = end - 1; row > base; row--) {
    const one = node[row]!;
    const service = model.node.service[one]!;
    if (isBreak(routes, one)) {
      // Arrival at the next place is not before the break's begin and length.
      held = Math.max(held, routes.open[one]! + service + paused + spanAfter[next]!);
      paused += service;
    } else {
      const way = legs.timeFrom[at[row]! * legs.places + at[next]!]! + paused;
      spanAfter[row] = service + way + spanAfter[next]!;
      endAfter[row] = Math.max(held, endAfter[next]!, routes.open[one]! + spanAfter[row]!);
      next = row;
      paused = 0;
      held = 0;
    }
    if (next !== row) {
      spanAfter[row] = paused + spanAfter[next]!;
      endAfter[row] = Math.max(held, endAfter[next]!);
    }
  }
}

function spansBefore(routes: Routes, base: number, end: number, latest: number): void {
  const { model, node, at, spanBefore, beginBefore } = routes;
  const { legs } = model;
  spanBefore[base] = 0;
  spanBefore[end] = 0; // nobody asks at the end; a known figure keeps equal routes equal
  beginBefore[end] = 0;
  beginBefore[base] = latest;
  for (let row = base + 1; row < end; row++) {
    const one = node[row]!;
    const service = model.node.service[one]!;
    const way = isBreak(routes, one) ? 0 : legs.timeFrom[at[row - 1]! * legs.places + at[row]!]!;
    spanBefore[row] = spanBefore[row - 1]! + way + service;
    beginBefore[row] = Math.min(beginBefore[row - 1]!, routes.close[one]! - way - spanBefore[row - 1]!);
  }
}
