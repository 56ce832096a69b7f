import type { JobStop, Plan } from '../../../domain/scheduling/model/plan.ts';
import type { Problem } from '../../../domain/scheduling/model/problem.ts';
import { isJob } from './timeline.ts';
import type { Report } from './violation.ts';

/** A job's stop and who does it. */
export interface Done {
  readonly stop: JobStop;
  readonly resource: string;
  readonly shift: number;
}

/** Every job is planned once or named as unassigned with a reason, and each technician's shift has one route at most. */
export function checkOnce(problem: Problem, plan: Plan, report: Report): ReadonlyMap<string, Done> {
  const done = new Map<string, Done>();
  const shifts = new Set<string>();
  for (const { resource, shift, stops } of plan.routes) {
    if (shifts.has(`${resource} ${shift}`)) report('once', `${resource} has two routes in shift ${shift}`);
    shifts.add(`${resource} ${shift}`);
    for (const stop of stops.filter(isJob)) {
      if (done.has(stop.job)) report('once', `job ${stop.job} is planned twice`);
      done.set(stop.job, { stop, resource, shift });
    }
  }
  const left = new Set<string>();
  for (const { job, reasons } of plan.unassigned) {
    if (left.has(job)) report('once', `job ${job} is unassigned twice`);
    if (done.has(job)) report('once', `job ${job} is both planned and unassigned`);
    if (!problem.jobs.some(({ id }) => id === job)) report('unknown', `there is no job ${job}`);
    if (reasons.length === 0) report('reasons', `job ${job} is unassigned without a reason`);
    left.add(job);
  }
  for (const { id } of problem.jobs)
    if (!done.has(id) && !left.has(id)) report('once', `job ${id} is neither planned nor unassigned`);
  return done;
}

/** Order between jobs, and groups whose jobs start at one time on different technicians or not at all. */
export function checkRelations(problem: Problem, done: ReadonlyMap<string, Done>, report: Report): void {
  const groups = new Map<string, string[]>();
  for (const job of problem.jobs) {
    if (job.together !== undefined) groups.set(job.together, [...(groups.get(job.together) ?? []), job.id]);
    const found = done.get(job.id);
    if (found === undefined) continue;
    for (const before of job.after ?? []) {
      const other = done.get(before);
      if (other === undefined) report('after', `job ${job.id} comes after ${before}, which is not planned`);
      else if (other.stop.end > found.stop.start)
        report(
          'after',
          `job ${job.id} starts at ${found.stop.start}, before ${before} ends at ${other.stop.end}`,
        );
    }
  }
  for (const [group, ids] of groups) {
    const all = ids.map((id) => done.get(id)).filter((each) => each !== undefined);
    if (all.length === 0) continue;
    if (all.length < ids.length)
      report('together', `${group}: only ${all.length} of ${ids.length} jobs are planned`);
    if (new Set(all.map(({ stop }) => stop.start)).size > 1)
      report('together', `${group}: its jobs start at different times`);
    if (new Set(all.map(({ resource }) => resource)).size < all.length)
      report('together', `${group}: one technician does two of its jobs`);
  }
}
