import type { PlannedRoute } from '../../model/plan.ts';

/** A planned route with when it leaves and when it ends, which the answer does not tell. */
export interface Driven extends PlannedRoute {
  readonly leave: number;
  readonly end: number;
}

/**
 * Works out when a route leaves (the first arrival less the way, and less the breaks on it) and when it ends (the last
 * visit, the way back that the route's total leaves, and the breaks on it).
 */
export function drivenOf(route: PlannedRoute): Driven {
  const breaks = [...(route.breaks ?? [])].sort((one, other) => one.start - other.start);
  const first = route.stops[0];
  const last = route.stops.at(-1);
  if (first === undefined || last === undefined) return { ...route, leave: 0, end: 0 };
  let leave = first.arrive - first.travel;
  for (const pause of breaks.filter(({ start }) => start < first.arrive).reverse()) {
    if (pause.end > leave) leave -= pause.end - pause.start;
  }
  let end = last.end + route.stops.reduce((back, stop) => back - stop.travel, route.travel);
  for (const pause of breaks) {
    if (pause.start >= last.end && pause.start < end) end += pause.end - pause.start;
  }
  return { ...route, leave, end };
}
