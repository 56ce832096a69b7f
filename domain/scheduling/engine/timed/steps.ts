import type { Routes } from '../routes/routes.ts';
import { lastStart, nextStart } from '../routes/windows.ts';

/** The earliest start of a node's service from `time` on, past its close when there is none. */
export function startOf(routes: Routes, one: number, time: number): number {
  const { node } = routes.model;
  const from = time < routes.open[one]! ? routes.open[one]! : time;
  return node.isSplit[one] === 1 ? nextStart(node, one, from) : from;
}

/** The latest start of a node's service up to `time`, before its open when there is none. */
export function lastStartOf(routes: Routes, one: number, time: number): number {
  const { node } = routes.model;
  const until = time > routes.close[one]! ? routes.close[one]! : time;
  return node.isSplit[one] === 1 ? lastStart(node, one, until) : until;
}

/**
 * When the way goes on after a break that begins on it. The way of length `way` to the next stop may be interrupted: a
 * break that begins while driving costs its length only, one that begins after the arrival is taken there. So what
 * counts is that arrival is `max(leave + way, begin) + length`; this is that less the way.
 */
export function pastBreak(routes: Routes, one: number, leave: number, way: number): number {
  const begin = startOf(routes, one, leave) - way;
  return (leave > begin ? leave : begin) + routes.model.node.service[one]!;
}

/**
 * Until when a break may begin so that the stop after it is ready by `ready`, when `leave` is the latest moment to set
 * out for it. The break may also wait for its window at the far end of the way, so only its own begin has to be in one.
 */
export function lastLeaveToBreak(
  routes: Routes,
  one: number,
  by: { readonly ready: number; readonly leave: number },
): number {
  const { node } = routes.model;
  if (node.isSplit[one] === 0) return Math.min(by.leave, routes.close[one]!);
  for (let row = node.windowAt[one + 1]! - 1; row >= node.windowAt[one]!; row--) {
    if (node.windowOpen[row]! + node.service[one]! <= by.ready)
      return Math.min(by.leave, node.windowClose[row]!);
  }
  return node.open[one]! - 1;
}

/** True for a node that is where the stop before is. */
export const isBreak = (routes: Routes, one: number): boolean =>
  one >= routes.model.jobs && routes.model.node.place[one] === -1;

/** The first row after `row` that is no break. */
export function nextPlaceRow(routes: Routes, row: number): number {
  let next = row + 1;
  while (isBreak(routes, routes.node[next]!)) next++;
  return next;
}
