import type { Plan } from '../model/plan.ts';
import type { Job, Problem } from '../model/problem.ts';
import type { TravelTable } from '../model/travel-table.ts';
import { type Day, openDay } from '../repair/day/day.ts';
import { planOfDay } from '../repair/day/figures.ts';
import { bestPlace, type Habit, type Place, putIn, rank } from '../repair/places.ts';
import { bookTeam, teamsFor } from '../repair/teams.ts';

/** A way of planning by hand: takes the jobs one after the other and never changes its mind. */
export type Rule = (problem: Problem, travel: TravelTable) => Plan;

interface Habits extends Habit {
  readonly order: (jobs: readonly Job[]) => readonly Job[];
}

/**
 * Makes a rule from a dispatcher's habits. All constraints are kept: those of one job on one route with the way home, breaks
 * and trips to depots for what is missing; what a job waits for comes before it, and jobs that start together are booked as
 * one, on the best team at that moment.
 */
export function ruleOf({ order, ...habit }: Habits): Rule {
  return (problem, travel) => {
    const day = openDay(problem, travel, { routes: [] });
    const isLocked = (job: Job) => (job.locked === undefined ? 1 : 0);
    const turns = [...order(problem.jobs)].sort((one, other) => isLocked(one) - isLocked(other));
    for (const jobs of inTurn(day, turns)) {
      if (jobs.length > 1) bookGroup(day, jobs, habit);
      else bookAlone(day, jobs[0]!, habit);
    }
    return planOfDay(day);
  };
}

function bookAlone(day: Day, job: Job, habit: Habit): void {
  const visit = day.visitOf(job);
  if (visit === null) return;
  let best: Place | null = null;
  for (let route = 0; route < day.routes.length; route++) {
    const place = bestPlace(day, route, { job, visit }, habit);
    if (place !== null && (best === null || rank(place, habit) < rank(best, habit))) best = place;
  }
  if (best !== null) putIn(day, best, visit);
}

function bookGroup(day: Day, jobs: readonly Job[], habit: Habit): void {
  for (const team of teamsFor(day, jobs, habit)) if (bookTeam(day, team)) return;
}

// What a job waits for comes before it, and a group when the first of its jobs does; each job once.
function inTurn(day: Day, jobs: readonly Job[]): readonly (readonly Job[])[] {
  const turns: (readonly Job[])[] = [];
  const seen = new Set<string>();
  const jobOf = (id: string) => day.jobs.get(id) ?? [];
  const take = (job: Job): void => {
    const group = [job, ...day.links.mates(job).flatMap(jobOf)];
    if (group.some(({ id }) => seen.has(id))) return;
    for (const { id } of group) seen.add(id);
    for (const one of group) day.links.before(one).flatMap(jobOf).forEach(take);
    turns.push(group);
  };
  jobs.forEach(take);
  return turns;
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
