import type { Job } from '../model/problem.ts';
import type { Day } from './day/day.ts';
import { isUnpreferred } from './day/fitness.ts';
import { extraTravel, keepsDuration, type StartRange } from './day/gap.ts';
import type { Visit } from './day/visit.ts';

/** A time that a technician could give to a job in the plan as it is. */
export interface Slot {
  readonly job: string;
  readonly resource: string;
  /** Which of the technician's shifts, from 0. */
  readonly shift: number;
  /** The start when booked now, and the latest start that still keeps all other promises. */
  readonly earliest: number;
  readonly latest: number;
  /** By how much the day's ways get longer. */
  readonly extraTravel: number;
  readonly isPreferred: boolean;
}

interface Place extends StartRange {
  readonly route: number;
  readonly at: number;
  readonly travel: number;
  readonly isPreferred: boolean;
}

/** Slots offered at most. */
const mostSlots = 5;

/**
 * Finds the best slots for one job over all technicians and days, and books the one chosen. Preferred technicians come
 * first, then the least extra travel, then the soonest start; one slot for each technician and shift. Asking changes
 * nothing: a warm day answers thousands of times a second.
 */
export class Slots {
  readonly #day: Day;

  constructor(day: Day) {
    this.#day = day;
  }

  /** The best slots, best first; none when nothing fits, or when it starts with jobs that are not planned. */
  for(job: Job, most = mostSlots): readonly Slot[] {
    return this.#places(job, most).map(({ route, travel, isPreferred, earliest, latest }) => {
      const { resource, number } = this.#day.routes[route]!.driven.shift;
      const { id } = resource;
      return { job: job.id, resource: id, shift: number, earliest, latest, extraTravel: travel, isPreferred };
    });
  }

  /** Books a job with a technician where it adds least travel there. False when it no longer fits. */
  book(job: Job, { resource, shift }: Pick<Slot, 'resource' | 'shift'>): boolean {
    const visit = this.#day.visitOf(job);
    const route = this.#day.routes.findIndex(
      ({ driven }) => driven.shift.resource.id === resource && driven.shift.number === shift,
    );
    if (visit === null || route < 0 || this.#day.routeOf(job.id) >= 0) return false;
    const place = this.#placeOn(route, job, visit);
    if (place === null) return false;
    this.#day.insert(route, place.at, visit);
    return true;
  }

  /** Gives a job's time back, with those of jobs that cannot be without it; tells which. */
  release(id: string): readonly string[] {
    return this.#day.remove(id);
  }

  #places(job: Job, most: number): readonly Place[] {
    const visit = this.#day.visitOf(job);
    if (visit === null || visit.windows.length === 0) return [];
    const best: Place[] = [];
    for (let route = 0; route < this.#day.routes.length; route++) {
      const place = this.#placeOn(route, job, visit);
      if (place === null || (best.length === most && compare(place, best.at(-1)!) >= 0)) continue;
      best.push(place);
      best.sort(compare);
      if (best.length > most) best.pop();
    }
    return best;
  }

  #placeOn(route: number, job: Job, visit: Visit): Place | null {
    const day = this.#day;
    const one = day.routes[route]!;
    const { shift } = one.driven;
    if (!canMeet(visit, shift) || !day.mayHold(route, job)) return null;
    let best: Place | null = null;
    for (let at = one.firstEquipped(job); at <= one.visits.length; at++) {
      const travel = extraTravel(one, at, visit.place);
      if (best !== null && travel >= best.travel) continue;
      if (!day.inOrder(one, at, job)) continue;
      day.reach.look(one, at, visit.place);
      const range = day.reach.range(visit);
      if (range === null || !keepsDuration(one, at, visit)) continue;
      best = { ...range, route, at, travel, isPreferred: isUnpreferred(job, shift.resource) === 0 };
    }
    return best;
  }
}

const canMeet = (
  { windows }: Visit,
  { open, latest }: { readonly open: number; readonly latest: number },
): boolean => windows.some(([from, to]) => from <= latest && to >= open);

const compare = (one: Place, other: Place): number =>
  Number(other.isPreferred) - Number(one.isPreferred) ||
  one.travel - other.travel ||
  one.earliest - other.earliest;
