import type { PlannedRoute } from '../model/plan.ts';
import { isJob } from './day/figures.ts';

/** A difference between two plans that can be made alone: new routes for a few technicians. */
export interface Patch {
  readonly people: ReadonlySet<string>;
  readonly routes: readonly PlannedRoute[];
  /** Jobs that it books and that nobody had before. */
  readonly booked: ReadonlySet<string>;
  /** The same for patches that do the same. */
  readonly key: string;
}

/**
 * Takes two plans of one day apart into the differences that do not depend on each other. Technicians belong together when a
 * job goes from one to the other, or when jobs bound to each other are on their routes; a job that nobody had before binds
 * nobody.
 */
export function patchesBetween(
  before: readonly PlannedRoute[],
  after: readonly PlannedRoute[],
  boundTo: (job: string) => readonly string[],
): Patch[] {
  const [old, now] = [orders(before), orders(after)];
  const [held, holds] = [holders(old), holders(now)];
  const together = new Together();
  for (const [job, person] of held) together.join(person, holds.get(job) ?? person);
  for (const whose of [held, holds]) {
    for (const [job, person] of whose)
      for (const other of boundTo(job)) together.join(person, whose.get(other) ?? person);
  }
  const everybody = new Set([...old.keys(), ...now.keys()]);
  const routes = new Map(after.map((route) => [route.resource, route]));
  return together.groups(everybody).flatMap((people): Patch[] => {
    const same = people.every((person) => told(old, person) === told(now, person));
    if (same) return [];
    const jobs = people.flatMap((person) => now.get(person) ?? []);
    return [
      {
        people: new Set(people),
        routes: people.flatMap((person) => routes.get(person) ?? []),
        booked: new Set(jobs.filter((job) => !held.has(job))),
        key: JSON.stringify([...people].sort().map((person) => [person, told(now, person)])),
      },
    ];
  });
}

/** A plan's routes with the patches made. */
export function patched(routes: readonly PlannedRoute[], patches: readonly Patch[]): PlannedRoute[] {
  const people = new Set(patches.flatMap((patch) => [...patch.people]));
  return [
    ...routes.filter(({ resource }) => !people.has(resource)),
    ...patches.flatMap((patch) => patch.routes),
  ];
}

const told = (all: Orders, person: string): string => JSON.stringify(all.get(person) ?? []);

type Orders = ReadonlyMap<string, readonly string[]>;

const orders = (routes: readonly PlannedRoute[]): Orders =>
  new Map(routes.map(({ resource, stops }) => [resource, stops.filter(isJob).map(({ job }) => job)]));

const holders = (all: Orders): ReadonlyMap<string, string> =>
  new Map([...all].flatMap(([person, jobs]) => jobs.map((job) => [job, person] as const)));

/** Who belongs together, told pair by pair. */
class Together {
  readonly #with = new Map<string, string>();

  join(one: string, other: string): void {
    if (one !== other) this.#with.set(this.#head(one), this.#head(other));
  }

  groups(all: Iterable<string>): string[][] {
    const found = new Map<string, string[]>();
    for (const one of all) {
      const head = this.#head(one);
      found.set(head, [...(found.get(head) ?? []), one]);
    }
    return [...found.values()];
  }

  #head(one: string): string {
    const next = this.#with.get(one) ?? one;
    return next === one ? one : this.#head(next);
  }
}
