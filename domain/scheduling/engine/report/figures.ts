import type { Plan } from '../../model/plan.ts';
import type { Goal, Job, PlanResource, Problem } from '../../model/problem.ts';
import { isUnpreferred, surplusOf } from '../compile/skills.ts';
import type { PlanSeed } from '../plan-seed.ts';
import { type Driven, drivenOf } from './driven.ts';

interface Measured {
  readonly driven: readonly Driven[];
  readonly left: readonly Job[];
  /** Seconds in a unit of time. */
  readonly unit: number;
  readonly start: PlanSeed | undefined;
}

interface Visit {
  readonly job: Job;
  readonly one: PlanResource;
  readonly shift: number;
  readonly start: number;
  readonly end: number;
}

const movedSlackSeconds = 30 * 60;
const sum = <T>(all: readonly T[], value: (one: T) => number): number =>
  all.reduce((to, one) => to + value(one), 0);

/**
 * One figure for each goal of the problem, added up from a finished plan and not from the search's prices. `start` is the
 * earlier plan that stability is measured against.
 */
export function costOf(
  problem: Problem,
  plan: Pick<Plan, 'routes'>,
  start?: PlanSeed,
): Partial<Record<Goal, number>> {
  const driven = plan.routes.map(drivenOf);
  const done = new Set(driven.flatMap(({ stops }) => stops.map((stop) => ('job' in stop ? stop.job : ''))));
  const left = problem.jobs.filter(({ id }) => !done.has(id));
  const measured = { driven, left, unit: problem.unit ?? 1, start };
  const { objective } = problem;
  const asked =
    objective === undefined
      ? (['importance', 'travel'] as const)
      : 'weights' in objective
        ? (Object.keys(objective.weights) as Goal[])
        : objective;
  const visits = visitsOf(problem, measured.driven);
  return Object.fromEntries(asked.map((goal) => [goal, figureOf(goal, { ...measured, problem, visits })]));
}

function visitsOf(problem: Problem, driven: readonly Driven[]): Visit[] {
  const jobs = new Map(problem.jobs.map((job) => [job.id, job]));
  const people = new Map(problem.resources.map((one) => [one.id, one]));
  return driven.flatMap(({ resource, shift, stops }) =>
    stops.flatMap((stop) =>
      'job' in stop
        ? [{ job: jobs.get(stop.job)!, one: people.get(resource)!, shift, start: stop.start, end: stop.end }]
        : [],
    ),
  );
}

type Given = Measured & { readonly problem: Problem; readonly visits: readonly Visit[] };

function figureOf(goal: Goal, given: Given): number {
  const { driven, left, visits, problem } = given;
  switch (goal) {
    case 'importance':
      return sum(left, ({ importance }) => importance ?? 1);
    case 'travel':
      return sum(driven, ({ travel }) => travel);
    case 'distance':
      return sum(driven, ({ distance }) => distance);
    case 'duration':
      return sum(driven, ({ leave, end }) => end - leave);
    case 'preferred':
      return sum(visits, ({ job, one }) => isUnpreferred(job, one));
    case 'levelSurplus':
      return sum(visits, ({ job, one }) => surplusOf(job, one));
    case 'lateness':
      return sum(visits, ({ job, end }) => Math.max(0, end - (job.dueBy ?? end)));
    case 'balance':
      return spread(problem, given);
    case 'soonest':
      return sum(visits, ({ start }) => start);
    case 'resources':
      return new Set(driven.map(({ resource }) => resource)).size;
    case 'stability':
      return changes(given);
    case 'overtime':
      return sum(driven, ({ resource, shift, end }) => {
        const one = problem.resources.find(({ id }) => id === resource)!;
        return Math.max(0, end - one.shifts[shift]![1]) * (one.overtime?.price ?? 0);
      });
  }
}

/** Between the technician with most and the one with least time on the way and at work. */
function spread({ resources }: Problem, { driven, visits }: Given): number {
  const load = new Map(resources.map(({ id }) => [id, 0]));
  for (const { resource, travel } of driven) load.set(resource, load.get(resource)! + travel);
  for (const { one, job } of visits) load.set(one.id, load.get(one.id)! + job.duration);
  return load.size === 0 ? 0 : Math.max(...load.values()) - Math.min(...load.values());
}

/** Visits of the earlier plan that another technician or shift has now, or that start more than half an hour off. */
function changes({ visits, start, unit }: Given): number {
  const before = new Map(
    (start?.routes ?? []).flatMap(({ resource, shift, stops }) =>
      stops.flatMap(({ job, start: at }) =>
        job === undefined ? [] : [[job, { resource, shift, at }] as const],
      ),
    ),
  );
  return visits.filter((visit) => {
    const old = before.get(visit.job.id);
    if (old === undefined) return false;
    const isOff = old.at !== undefined && Math.abs(visit.start - old.at) > movedSlackSeconds / unit;
    return old.resource !== visit.one.id || old.shift !== visit.shift || isOff;
  }).length;
}
