import type { Plan, Stop } from '../domain/scheduling/model/plan.ts';
import type { Location } from '../domain/scheduling/model/problem.ts';

/** Gives depots of a plan the locations that their problem names, where the engine only knows rows. */
export function namePlaces(plan: Plan, nameOf: (row: number) => Location): Plan {
  const named = (stop: Stop): Stop =>
    'depot' in stop && typeof stop.depot === 'number' ? { ...stop, depot: nameOf(stop.depot) } : stop;
  return { ...plan, routes: plan.routes.map((route) => ({ ...route, stops: route.stops.map(named) })) };
}
