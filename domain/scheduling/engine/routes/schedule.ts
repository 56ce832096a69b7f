import type { Routes } from './routes.ts';
import { lastStart, nextStart } from './windows.ts';

/** Earliest departures from row `from` on; from row `settled` on it stops where nothing changes. Says when one is late. */
export function passForward(routes: Routes, slot: number, from: number, settled: number): void {
  const { legs, node: table } = routes.model;
  const { node, at, dep, stride } = routes;
  const base = slot * stride;
  const end = base + routes.size[slot]! + 1;
  for (let row = base + from; row <= end; row++) {
    const one = node[row]!;
    let time = dep[row - 1]! + legs.timeFrom[at[row - 1]! * legs.places + at[row]!]!;
    if (one >= 0) {
      if (time < routes.open[one]!) time = routes.open[one]!;
      if (table.isSplit[one] === 1) time = nextStart(table, one, time);
      if (time > routes.close[one]!) routes.isBroken = true;
      time += table.service[one]!;
    } else if (time > routes.latest[row]!) routes.isBroken = true;
    if (dep[row] === time && row >= base + settled) return;
    dep[row] = time;
  }
}

/** Latest starts from row `from` back; from row `settled` back it stops where nothing changes. */
export function passBackward(routes: Routes, slot: number, from: number, settled: number): void {
  const { legs, node: table } = routes.model;
  const { node, at, latest, stride } = routes;
  const base = slot * stride;
  for (let row = base + from; row > base; row--) {
    const one = node[row]!;
    let time = latest[row + 1]! - legs.timeFrom[at[row]! * legs.places + at[row + 1]!]! - table.service[one]!;
    if (time > routes.close[one]!) time = routes.close[one]!;
    if (table.isSplit[one] === 1) time = lastStart(table, one, time);
    if (latest[row] === time && row <= base + settled) return;
    latest[row] = time;
  }
}

/** Makes the slice of a slot without stops. */
export function clearRoute(routes: Routes, slot: number): void {
  const { slot: table } = routes.model;
  const row = slot * routes.stride;
  routes.size[slot] = 0;
  routes.work[slot] = 0;
  routes.node[row] = -1;
  routes.node[row + 1] = -1;
  routes.at[row] = table.start[slot]!;
  routes.at[row + 1] = table.end[slot]!;
  routes.leg[row + 1] = 0;
  routes.dep[row] = table.open[slot]!;
  routes.latest[row + 1] = table.latest[slot]!;
  routes.cost[slot] = 0;
  routes.load.fill(0, slot * routes.model.stock.kinds, (slot + 1) * routes.model.stock.kinds);
  passForward(routes, slot, 1, 2);
  routes.version[slot] = routes.newVersion(); // what was remembered of the route that stood here is wrong now
}

/** Works all times of a route out anew, after the bounds of a visit were moved. */
export function refreshRoute(routes: Routes, slot: number): void {
  passForward(routes, slot, 1, routes.size[slot]! + 2);
  passBackward(routes, slot, routes.size[slot]!, 0);
  routes.version[slot] = routes.newVersion();
}
