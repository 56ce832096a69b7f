import type { Plan } from '../model/plan.ts';
import type { Break, Job, PlanResource, Problem, Window } from '../model/problem.ts';
import { isJob } from './day/figures.ts';
import { type DayEvent, type Happened, happened } from './events.ts';
import { type Frozen, frozenOf } from './frozen.ts';

/** What is left of a day after something happened, as a problem of its own. */
export interface Rest {
  readonly problem: Problem;
  /** By technician; those without a shift today are not here. */
  readonly frozen: ReadonlyMap<string, Frozen>;
  /** Technicians who are out, or leave as soon as they can. */
  readonly underWay: ReadonlySet<string>;
  /** Routes of other days, which stay as they are. */
  readonly otherDays: Plan['routes'];
}

/** A plan, what happened to it, and when. */
export interface Happening {
  readonly plan: Plan;
  readonly now: number;
  readonly events: readonly DayEvent[];
}

/**
 * Cuts a day at `now`: each technician goes on from where and when the work under way ends, with the parts and breaks
 * that are left, in the shift of today alone. Jobs not begun, new ones and those nobody has yet are to be planned.
 */
export function restOf(problem: Problem, { plan, now, events }: Happening): Rest {
  const all = happened(events);
  const frozen = new Map<string, Frozen>();
  const dayEnd = endOfDay(problem, now);
  for (const resource of problem.resources) {
    const shift = todayOf(resource, now, dayEnd);
    if (shift < 0) continue;
    const route = plan.routes.find((one) => one.resource === resource.id && one.shift === shift);
    frozen.set(resource.id, frozenOf({ resource, shift, route, now, events: all }));
  }
  const otherDays = plan.routes.filter(({ resource, shift }) => frozen.get(resource)?.shift !== shift);
  const fixed = new Map(
    [...[...frozen.values()].map(({ stops }) => stops), ...otherDays.map(({ stops }) => stops)].flatMap(
      (stops) => stops.filter(isJob).map((stop) => [stop.job, stop] as const),
    ),
  );
  const jobs = [...problem.jobs, ...all.emergencies].filter(
    ({ id }) => !fixed.has(id) && !all.cancelled.has(id),
  );
  const started = [...frozen.values()].filter((one) => one.leftAt !== undefined || leavesAtOnce(one));
  return {
    problem: {
      ...problem,
      jobs: jobs.map((job) => freed(job, { fixed, all, jobs: problem.jobs })),
      resources: [...frozen.values()].map((one) => resourceLeft(one, problem, all)),
    },
    frozen,
    underWay: new Set(started.map(({ resource }) => resource.id)),
    otherDays,
  };
}

// Who was to leave as soon as the shift begins does so still, however much of the shift the route leaves free.
function leavesAtOnce({ resource, shift, open: [first] }: Frozen): boolean {
  return first !== undefined && first.arrive - first.travel <= resource.shifts[shift]![0];
}

// Today ends when all shifts have that are on now; when none is, today is the next shift of everybody.
function endOfDay({ resources }: Problem, now: number): number {
  const shifts = resources.flatMap((one) =>
    one.shifts.map(([from, to]) => [from, to + (one.overtime?.max ?? 0)] as const),
  );
  const on = shifts.filter(([from, to]) => from <= now && to > now);
  const next = Math.min(...shifts.filter(([from]) => from > now).map(([from]) => from));
  const of = on.length > 0 ? on : shifts.filter(([from]) => from === next);
  return Math.max(now, ...of.map(([, to]) => to));
}

const todayOf = ({ shifts, overtime }: PlanResource, now: number, dayEnd: number): number =>
  shifts.findIndex(([from, to]) => to + (overtime?.max ?? 0) > now && from < dayEnd);

type Fixed = ReadonlyMap<string, { readonly start: number; readonly end: number }>;

// What a job was bound to and is done or stays elsewhere becomes a bound in time.
function freed(
  job: Job,
  given: { readonly fixed: Fixed; readonly all: Happened; readonly jobs: readonly Job[] },
): Job {
  const { fixed, all } = given;
  const { after = [], together, ...rest } = job;
  const waits = after.filter((id) => !fixed.has(id) && !all.cancelled.has(id));
  const ends = after.flatMap((id) => fixed.get(id)?.end ?? []);
  const mates = given.jobs.filter(
    (other) => together !== undefined && other.together === together && other !== job,
  );
  const start = mates.map(({ id }) => fixed.get(id)?.start).find((at) => at !== undefined);
  const release = Math.max(job.release ?? -Infinity, ...ends);
  return {
    ...rest,
    ...(waits.length > 0 && { after: waits }),
    ...(together !== undefined && start === undefined && { together }),
    ...(Number.isFinite(release) && { release }),
    ...(start !== undefined && { locked: { ...job.locked, start } }),
  };
}

function resourceLeft(one: Frozen, problem: Problem, { sickFrom }: Happened): PlanResource {
  const { resource, freeAt, leftAt, stops } = one;
  const [, close] = resource.shifts[one.shift] as Window;
  const sick = sickFrom.get(resource.id) ?? Infinity;
  const longest = leftAt === undefined ? Infinity : leftAt + (resource.maxDuration ?? Infinity);
  const latest = Math.min(close + (resource.overtime?.max ?? 0), sick, longest);
  const end = Math.max(freeAt, Math.min(close, latest));
  const last = stops.at(-1);
  const { maxDuration, overtime, ...rest } = resource;
  const done = stops.filter(isJob).map((stop) => problem.jobs.find(({ id }) => id === stop.job));
  return {
    ...rest,
    start: last === undefined ? resource.start : placeOf(last, problem),
    shifts: freeAt >= latest ? [] : [[freeAt, end]],
    breaks: breaksLeft(resource.breaks ?? [], one.breaks),
    ...(overtime && latest > end && { overtime: { ...overtime, max: latest - end } }),
    ...(maxDuration !== undefined && leftAt === undefined && { maxDuration }),
    ...(resource.maxJobs !== undefined && { maxJobs: Math.max(0, resource.maxJobs - done.length) }),
    ...stockLeft(one, done),
  };
}

const placeOf = (stop: Frozen['stops'][number], problem: Problem): PlanResource['start'] =>
  isJob(stop) ? problem.jobs.find(({ id }) => id === stop.job)!.location : stop.depot;

// A break that was taken is struck off by its length and window.
function breaksLeft(owed: readonly Break[], taken: Frozen['breaks']): readonly Break[] {
  const left = [...owed];
  for (const { start, end } of taken) {
    const at = left.findIndex(
      ({ windows, duration }) =>
        duration === end - start && windows.some(([from, to]) => start >= from && start <= to),
    );
    if (at >= 0) left.splice(at, 1);
  }
  return left;
}

// Behind a depot stock is unlimited, so the load of before no longer counts.
function stockLeft({ resource, stops }: Frozen, done: readonly (Job | undefined)[]): Partial<PlanResource> {
  if (stops.some((stop) => !isJob(stop)) || resource.parts === undefined) return {};
  const parts = { ...resource.parts };
  for (const job of done) {
    for (const [part, count] of Object.entries(job?.parts ?? {}))
      parts[part] = Math.max(0, (parts[part] ?? 0) - count);
  }
  return { parts };
}
