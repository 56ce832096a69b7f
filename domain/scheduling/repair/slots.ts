import type { Job, Location } from '../model/problem.ts';
import type { Day } from './day/day.ts';
import { isUnpreferred } from './day/fitness.ts';
import type { Visit } from './day/visit.ts';
import { bestPlace, type Habit, type Place, putIn } from './places.ts';
import { bookTeam, type Team, teamsFor } from './teams.ts';

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
  /** Where the technician fetches what is missing, on the way. */
  readonly depot?: Location;
  /** Who starts with the job, when its whole group is still to be booked; `extraTravel` counts their ways too. */
  readonly mates?: readonly { readonly job: string; readonly resource: string; readonly shift: number }[];
}

interface Found extends Place {
  readonly isPreferred: boolean;
}

/** Slots offered at most. */
const mostSlots = 5;

const leastTravel: Habit = { where: 'anywhere', by: 'travel' };

/**
 * Finds the best slots for one job over all technicians and days, and books the one chosen. Preferred technicians come
 * first, then the least extra travel, then the soonest start; one slot for each technician and shift. A job whose group is
 * not planned is offered with the others of it. Asking changes nothing: a warm day answers thousands of times a second.
 */
export class Slots {
  readonly #day: Day;

  constructor(day: Day) {
    this.#day = day;
  }

  /** The best slots, best first; none when nothing fits, or when it waits for jobs that are not planned. */
  for(job: Job, most = mostSlots): readonly Slot[] {
    const group = this.#openGroup(job);
    if (group.length > 1) return this.#teams(group, most).map((team) => this.#teamSlot(team));
    return this.#places(job, most).map((place) => this.#slot(job, place));
  }

  /** Books a job with a technician where it adds least travel there, and its group with it. False when it no longer fits. */
  book(job: Job, { resource, shift }: Pick<Slot, 'resource' | 'shift'>): boolean {
    const route = this.#day.routes.findIndex(
      ({ driven }) => driven.shift.resource.id === resource && driven.shift.number === shift,
    );
    if (route < 0 || this.#day.routeOf(job.id) >= 0) return false;
    const group = this.#openGroup(job);
    if (group.length > 1) {
      const team = teamsFor(this.#day, group, leastTravel).find(
        (one) => one.members[0]!.place.route === route,
      );
      return team !== undefined && bookTeam(this.#day, team);
    }
    const visit = this.#day.visitOf(job);
    const place = visit === null ? null : bestPlace(this.#day, route, { job, visit }, leastTravel);
    if (visit === null || place === null) return false;
    putIn(this.#day, place, visit);
    return true;
  }

  /** Gives a job's time back, with those of jobs that cannot be without it; tells which. */
  release(id: string): readonly string[] {
    return this.#day.remove(id);
  }

  // The job with all that start with it, when none of them is planned.
  #openGroup(job: Job): readonly Job[] {
    const mates = this.#day.links.mates(job);
    if (mates.some((id) => this.#day.routeOf(id) >= 0)) return [job];
    return [job, ...mates.flatMap((id) => this.#day.jobs.get(id) ?? [])];
  }

  #teams(group: readonly Job[], most: number): readonly Team[] {
    const isPreferred = ({ members: [first] }: Team) =>
      Number(this.#isPreferred(first!.job, first!.place.route));
    const found: Team[] = [];
    const sorted = [...teamsFor(this.#day, group, leastTravel)];
    for (const team of sorted.sort((one, other) => isPreferred(other) - isPreferred(one))) {
      if (found.length === most) break;
      // The jobs of a team may be in each other's way by what they wait for.
      if (this.#day.tryOut(() => bookTeam(this.#day, team))) found.push(team);
    }
    return found;
  }

  #places(job: Job, most: number): readonly Found[] {
    const visit = this.#day.visitOf(job);
    if (visit === null || visit.windows.length === 0) return [];
    const best: Found[] = [];
    for (let route = 0; route < this.#day.routes.length; route++) {
      if (!canMeet(visit, this.#day.routes[route]!.driven.shift)) continue;
      const isPreferred = this.#isPreferred(job, route);
      const worst = best.length === most ? best.at(-1)! : undefined;
      if (worst?.isPreferred && !isPreferred) continue;
      // Only what beats the last slot known is worth a look; among equals the soonest does.
      const below = worst !== undefined && worst.isPreferred === isPreferred ? worst.travel + 1 : Infinity;
      const place = bestPlace(this.#day, route, { job, visit }, { ...leastTravel, below });
      if (place === null) continue;
      const found = { ...place, isPreferred };
      if (worst !== undefined && compare(found, worst) >= 0) continue;
      best.push(found);
      best.sort(compare);
      if (best.length > most) best.pop();
    }
    return best;
  }

  #isPreferred(job: Job, route: number): boolean {
    return isUnpreferred(job, this.#day.routes[route]!.driven.shift.resource) === 0;
  }

  #slot(job: Job, { route, travel, isPreferred, earliest, latest, trip }: Found): Slot {
    const { resource, number } = this.#day.routes[route]!.driven.shift;
    return {
      job: job.id,
      resource: resource.id,
      shift: number,
      earliest,
      latest,
      extraTravel: travel,
      isPreferred,
      ...(trip && { depot: trip.visit.place }),
    };
  }

  #teamSlot({ start, members, travel }: Team): Slot {
    const [first, ...mates] = members.map(({ job, place }) =>
      this.#slot(job, { ...place, isPreferred: this.#isPreferred(job, place.route) }),
    );
    const latest = Math.min(...members.map(({ place }) => place.latest));
    return {
      ...first!,
      earliest: start,
      latest,
      extraTravel: travel,
      mates: mates.map(({ job, resource, shift }) => ({ job, resource, shift })),
    };
  }
}

const canMeet = (
  { windows }: Visit,
  { open, latest }: { readonly open: number; readonly latest: number },
): boolean => windows.some(([from, to]) => from <= latest && to >= open);

const compare = (one: Found, other: Found): number =>
  Number(other.isPreferred) - Number(one.isPreferred) ||
  one.travel - other.travel ||
  one.earliest - other.earliest;
