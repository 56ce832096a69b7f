import type { Plan } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import { disturbed, type Placed, placesOf } from './disturbance.ts';
import type { Happening, Rest } from './rest.ts';

/**
 * The jobs that nothing has happened to, with the technician and time they were told: open jobs of technicians whose day was
 * not hit, without those that move even when the plan simply goes on.
 */
export class Promises {
  /** Where each job was, under the shifts of the whole problem. */
  readonly places: ReadonlyMap<string, Placed>;
  readonly #problem: Problem;
  readonly #rest: Rest;

  /** `kept` are the routes when the plan simply goes on. */
  constructor(problem: Problem, rest: Rest, given: Happening & { readonly kept: Plan['routes'] }) {
    this.#problem = problem;
    this.#rest = rest;
    const before = placesOf(given.plan.routes);
    const going = this.#today(given.kept);
    const places = new Map([...openUnhit(rest, given)].map((job) => [job, before.get(job)!]));
    for (const job of disturbed(problem, places, going)) places.delete(job);
    this.places = places;
  }

  /** Promises that routes of the rest do not keep. */
  broken(routes: Plan['routes']): string[] {
    return disturbed(this.#problem, this.places, this.#today(routes));
  }

  /** The promises as an earlier plan for a search over the rest, where everybody has one shift. */
  get plan(): {
    readonly routes: { resource: string; shift: number; stops: { job: string; start: number }[] }[];
  } {
    const routes = new Map<
      string,
      { resource: string; shift: number; stops: { job: string; start: number }[] }
    >();
    for (const [job, { resource, start }] of this.places) {
      const route = routes.get(resource) ?? { resource, shift: 0, stops: [] };
      routes.set(resource, route);
      route.stops.push({ job, start });
    }
    return { routes: [...routes.values()] };
  }

  // The rest knows one shift of everybody; the plan counts them all.
  #today(routes: Plan['routes']): ReadonlyMap<string, Placed> {
    return placesOf(
      routes.map((route) => ({
        ...route,
        shift: this.#rest.frozen.get(route.resource)?.shift ?? route.shift,
      })),
    );
  }
}

function* openUnhit({ frozen }: Rest, { plan, events }: Happening): Iterable<string> {
  const placed = placesOf(plan.routes);
  const hit = new Set(
    events.map((event) => {
      if (event.kind === 'sick' || event.kind === 'late') return event.resource;
      return event.kind === 'emergency' ? undefined : placed.get(event.job)?.resource;
    }),
  );
  for (const [id, { open }] of frozen) {
    if (hit.has(id)) continue;
    for (const stop of open) if ('job' in stop) yield stop.job;
  }
}
