import { addLoad } from '../routes/edit.ts';
import type { Routes } from '../routes/routes.ts';

/**
 * Puts a job into a route so that it stands in row `row`, where nothing about time counts but windows (one each) and how
 * long the route takes: what `settle` works out in eight passes over the route is brought up to date in two.
 */
export function insertSpanned(routes: Routes, job: number, pair: number, row: number): void {
  const { model } = routes;
  const slot = model.pairs.slot[pair]!;
  const size = routes.size[slot]!;
  if (size + 3 > routes.stride) routes.grow(size + 3);
  const { node, at, leg, way, rowOf, dep, latest, spanAfter, endAfter } = routes;
  const base = slot * routes.stride;
  const here = base + row;
  for (let to = base + size + 2; to > here; to--) {
    const one = node[to - 1]!;
    node[to] = one;
    at[to] = at[to - 1]!;
    leg[to] = leg[to - 1]!;
    way[to] = way[to - 1]!;
    dep[to] = dep[to - 1]!;
    latest[to] = latest[to - 1]!;
    spanAfter[to] = spanAfter[to - 1]!;
    endAfter[to] = endAfter[to - 1]!;
    if (one >= 0) rowOf[one] = to - base;
  }
  const { places, costTo, costFrom, timeTo, timeFrom } = model.legs;
  const line = model.node.place[job]! * places;
  const a = line + at[here - 1]!;
  const b = line + at[here + 1]!;
  node[here] = job;
  at[here] = model.node.place[job]!;
  rowOf[job] = row;
  const rise = costTo[a]! + costFrom[b]! - leg[here + 1]! + model.pairs.cost[pair]!;
  leg[here] = costTo[a]!;
  leg[here + 1] = costFrom[b]!;
  way[here] = timeTo[a]!;
  way[here + 1] = timeFrom[b]!;
  routes.size[slot] = size + 1;
  routes.work[slot] = routes.work[slot]! + 1;
  routes.slotOf[job] = slot;
  routes.pairOf[job] = pair;
  addLoad(routes, job, slot, 1);
  spanForward(routes, slot, here);
  spanBackward(routes, slot, here);
  price(routes, slot, routes.cost[slot]! + rise);
}

/** Closes the gaps that jobs marked as unplanned (`slotOf` -1) left in such a route. */
export function closeSpanned(routes: Routes, slot: number): void {
  const { model, node, at, leg, way, slotOf, rowOf, dep, latest, spanAfter, endAfter } = routes;
  const { spanBefore, beginBefore } = routes;
  const { places, costFrom, timeFrom } = model.legs;
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
      if (first === 0) first = to;
      last = to;
      isAfterGap = true;
      cost -= leg[row]! + model.pairs.cost[routes.pairOf[one]!]!;
      addLoad(routes, one, slot, -1);
      continue;
    }
    if (to < row) {
      node[to] = one;
      at[to] = at[row]!;
      leg[to] = leg[row]!;
      way[to] = way[row]!;
      dep[to] = dep[row]!;
      latest[to] = latest[row]!;
      spanAfter[to] = spanAfter[row]!;
      endAfter[to] = endAfter[row]!;
      if (one >= 0) rowOf[one] = to - base;
      if (isAfterGap) {
        isAfterGap = false;
        const cell = at[to - 1]! * places + at[to]!;
        cost += costFrom[cell]! - leg[to]!;
        leg[to] = costFrom[cell]!;
        way[to] = timeFrom[cell]!;
      }
    }
    to++;
  }
  const size = to - base - 2;
  routes.work[slot] = routes.work[slot]! - (routes.size[slot]! - size);
  routes.size[slot] = size;
  if (first === 0) return;
  spanForward(routes, slot, first);
  spanBackward(routes, slot, last - 1);
  if (size > 0) {
    price(routes, slot, cost);
    return;
  }
  leg[base + 1] = 0;
  spanBefore[base + 1] = 0;
  beginBefore[base + 1] = 0;
  routes.span[slot] = way[base + 1]!;
  routes.idle[slot] = 0;
  routes.cost[slot] = 0;
  routes.version[slot] = routes.newVersion();
}

// Earliest departures, and how long and how late the route may have been before, from row `from` of all rows on.
function spanForward(routes: Routes, slot: number, from: number): void {
  const { model, node, way, dep, spanBefore, beginBefore, open, close } = routes;
  const { service: services } = model.node;
  const end = slot * routes.stride + routes.size[slot]! + 1;
  let time = dep[from - 1]!;
  let span = spanBefore[from - 1]!;
  let begin = beginBefore[from - 1]!;
  for (let row = from; row < end; row++) {
    const one = node[row]!;
    const service = services[one]!;
    const by = close[one]!;
    time += way[row]!;
    if (time < open[one]!) time = open[one]!;
    if (time > by) routes.isBroken = true;
    time += service;
    span += way[row]!;
    if (by - span < begin) begin = by - span;
    span += service;
    dep[row] = time;
    spanBefore[row] = span;
    beginBefore[row] = begin;
  }
  dep[end] = time + way[end]!;
  spanBefore[end] = 0; // nobody asks at the end; a known figure keeps equal routes equal
  beginBefore[end] = 0;
  if (dep[end]! > routes.latest[end]!) routes.isBroken = true;
}

// Latest starts, and how long and until when the rest takes, from row `from` of all rows back.
function spanBackward(routes: Routes, slot: number, from: number): void {
  const { model, node, way, latest, spanAfter, endAfter, open, close } = routes;
  const { service: services } = model.node;
  const base = slot * routes.stride;
  let time = latest[from + 1]!;
  let span = spanAfter[from + 1]!;
  let finish = endAfter[from + 1]!;
  for (let row = from; row > base; row--) {
    const one = node[row]!;
    const step = services[one]! + way[row + 1]!;
    time -= step;
    if (time > close[one]!) time = close[one]!;
    span += step;
    if (open[one]! + span > finish) finish = open[one]! + span;
    latest[row] = time;
    spanAfter[row] = span;
    endAfter[row] = finish;
  }
}

// `cost` still holds what the route's waiting cost before.
function price(routes: Routes, slot: number, cost: number): void {
  const { slot: slots, weights } = routes.model;
  const last = slot * routes.stride + routes.size[slot]!;
  const way = routes.way[last + 1]!;
  const span = routes.spanBefore[last]! + way;
  const begin = Math.min(routes.beginBefore[last]!, slots.latest[slot]! - span);
  const idle = Math.max(0, routes.dep[last + 1]! - begin - span);
  if (span + idle > slots.maxDuration[slot]!) routes.isBroken = true;
  routes.cost[slot] = cost + weights.waiting * (idle - routes.idle[slot]!);
  routes.span[slot] = span;
  routes.idle[slot] = idle;
  routes.version[slot] = routes.newVersion();
}
