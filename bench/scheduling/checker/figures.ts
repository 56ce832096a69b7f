import type { Plan } from '../../../domain/scheduling/model/plan.ts';
import type { Goal, Problem } from '../../../domain/scheduling/model/problem.ts';
import type { Done } from './relations.ts';
import type { Span } from './timeline.ts';

/** A start that moves by no more than this many seconds is the same visit still. */
const unmovedSeconds = 30 * 60;

/** A route's span and whose it is. */
export interface Driving extends Span {
  readonly resource: string;
}

/** What a plan came to, as the checker followed it. */
export interface Facts {
  readonly done: ReadonlyMap<string, Done>;
  readonly spans: readonly Driving[];
  /** Where jobs were in the plan that this one began with. */
  readonly earlier?: ReadonlyMap<string, Done>;
}

/** Every goal that one plan alone can be measured by, added up anew from stops and matrix. */
export function figuresOf(problem: Problem, { done, spans, earlier }: Facts): Partial<Record<Goal, number>> {
  const people = new Map(problem.resources.map((resource) => [resource.id, resource]));
  const planned = problem.jobs.flatMap((job) => {
    const found = done.get(job.id);
    const person = found && people.get(found.resource);
    return found && person ? [{ job, person, start: found.stop.start, end: found.stop.end }] : [];
  });
  const total = <T>(all: readonly T[], value: (one: T) => number) =>
    all.reduce((sum, one) => sum + value(one), 0);
  return {
    importance: total(
      problem.jobs.filter(({ id }) => !done.has(id)),
      ({ importance = 1 }) => importance,
    ),
    travel: total(spans, ({ travel }) => travel),
    distance: total(spans, ({ distance }) => distance),
    duration: total(spans, ({ leave, end }) => end - leave),
    preferred: planned.filter(
      ({ job, person }) => job.preferred?.length && !job.preferred.includes(person.id),
    ).length,
    levelSurplus: total(planned, ({ job, person }) =>
      total(job.skills ?? [], ({ id, level }) =>
        level === undefined
          ? 0
          : Math.max(0, (person.skills?.find((skill) => skill.id === id)?.level ?? 0) - level),
      ),
    ),
    lateness: total(planned, ({ job, end }) => Math.max(0, end - (job.dueBy ?? end))),
    soonest: total(planned, ({ start }) => start),
    balance: spread(
      problem.resources.map(
        ({ id }) =>
          total(
            spans.filter(({ resource }) => resource === id),
            ({ travel }) => travel,
          ) +
          total(
            planned.filter(({ person }) => person.id === id),
            ({ job }) => job.duration,
          ),
      ),
    ),
    ...(earlier && { stability: changes({ done, earlier, slack: unmovedSeconds / (problem.unit ?? 1) }) }),
    resources: new Set(spans.map(({ resource }) => resource)).size,
    overtime: total(spans, ({ over, resource }) => over * (people.get(resource)?.overtime?.price ?? 0)),
  };
}

/** The goals a problem names. */
export const goalsOf = ({ objective }: Problem): Goal[] =>
  objective === undefined
    ? []
    : 'weights' in objective
      ? (Object.keys(objective.weights) as Goal[])
      : [...objective];

/** The plan's own figure of a goal, when it gives one. */
export const toldCost = (plan: Plan, goal: Goal): number | undefined => plan.cost[goal];

/** Between who has most and who has least on the way and at work. */
const spread = (loads: readonly number[]): number =>
  loads.length === 0 ? 0 : Math.max(...loads) - Math.min(...loads);

function changes({
  done,
  earlier,
  slack,
}: Required<Omit<Facts, 'spans'>> & { readonly slack: number }): number {
  return [...done].filter(([job, now]) => {
    const old = earlier.get(job);
    if (old === undefined) return false;
    const isElsewhere = old.resource !== now.resource || old.shift !== now.shift;
    return isElsewhere || Math.abs(old.stop.start - now.stop.start) > slack;
  }).length;
}
