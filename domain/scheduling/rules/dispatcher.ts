import type { Plan } from '../model/plan.ts';
import type { Job, Problem } from '../model/problem.ts';
import type { TravelTable } from '../model/travel-table.ts';
import { type Day, openDay } from '../repair/day/day.ts';
import { planOfDay } from '../repair/day/figures.ts';
import type { StartRange } from '../repair/day/gap.ts';
import type { Visit } from '../repair/day/visit.ts';

/** A way of planning by hand: takes the jobs one after the other and never changes its mind. */
export type Rule = (problem: Problem, travel: TravelTable) => Plan;

/** A feasible place for a job, as a rule sees it. */
export interface Candidate {
  readonly day: Day;
  readonly route: number;
  /** Before which stop; the number of stops when behind the last. */
  readonly at: number;
  readonly visit: Visit;
  readonly range: StartRange;
}

interface Habits {
  readonly order: (jobs: readonly Job[]) => readonly Job[];
  /** Behind the last job of a route, or anywhere in it. */
  readonly where: 'behind' | 'anywhere';
  /** The place with the least of this is taken. */
  readonly price: (candidate: Candidate) => number;
}

/**
 * Makes a rule from a dispatcher's habits. All constraints of one job on one route are kept, with the way home, breaks
 * and what others wait for; what only planning ahead can do is left out: trips to depots, and jobs that start together.
 */
export function ruleOf({ order, where, price }: Habits): Rule {
  return (problem, travel) => {
    const day = openDay(problem, travel, { routes: [] });
    const locked = (job: Job) => (job.locked === undefined ? 1 : 0);
    const jobs = [...order(problem.jobs)].sort((one, other) => locked(one) - locked(other));
    for (const job of jobs) {
      const visit = day.visitOf(job);
      if (visit === null) continue;
      const found = cheapest(day, { job, visit }, { where, price });
      if (found !== null) day.insert(found.route, found.at, visit);
    }
    return planOfDay(day);
  };
}

function cheapest(
  day: Day,
  { job, visit }: { readonly job: Job; readonly visit: Visit },
  { where, price }: Pick<Habits, 'where' | 'price'>,
): Candidate | null {
  let best: Candidate | null = null;
  let least = Infinity;
  for (let route = 0; route < day.routes.length; route++) {
    if (!day.mayHold(route, job)) continue;
    const stops = day.routes[route]!.visits.length;
    for (let at = where === 'behind' ? stops : 0; at <= stops; at++) {
      const range = day.rangeAt(route, at, visit);
      if (range === null) continue;
      const candidate = { day, route, at, visit, range };
      const asked = price(candidate);
      if (asked < least) [best, least] = [candidate, asked];
    }
  }
  return best;
}

/** Jobs by when they may start at the earliest; in call order among equals. */
export const byWindow = (jobs: readonly Job[]): readonly Job[] =>
  [...jobs].sort((one, other) => compare(opening(one), opening(other)));

// Differences of infinities are no numbers.
const compare = (one: number, other: number): number => (one < other ? -1 : one > other ? 1 : 0);

// Jobs without a window come first: they may start at any time.
const opening = ({ windows, release, locked }: Job): number => {
  const first = windows?.length ? Math.min(...windows.map(([from]) => from)) : -Infinity;
  return locked?.start ?? Math.max(first, release ?? -Infinity);
};
