import type { Job, PlanResource } from '../../../domain/scheduling/model/problem.ts';
import { isJob } from './timeline.ts';
import type { Driven, Report } from './violation.ts';

/** What a job asks of whoever does it: skills, levels, the dispatcher's choice, and its own times. */
export function checkJobs({ problem, route, resource, name }: Driven, report: Report): void {
  const jobs = new Map(problem.jobs.map((job) => [job.id, job]));
  for (const stop of route.stops) {
    if (!isJob(stop)) {
      const depot = problem.depots?.find(
        ({ location }) => JSON.stringify(location) === JSON.stringify(stop.depot),
      );
      if (depot === undefined) report('unknown', `${name}: there is no depot ${JSON.stringify(stop.depot)}`);
      else if (stop.end - stop.start !== depot.duration)
        report('time', `${name}: the depot takes ${depot.duration}, not ${stop.end - stop.start}`);
      continue;
    }
    const job = jobs.get(stop.job)!;
    const where = `${name}: job ${job.id}`;
    checkPerson(job, resource, (rule, text) => report(rule, `${where} ${text}`));
    if (stop.end - stop.start !== job.duration)
      report('time', `${where} takes ${job.duration}, not ${stop.end - stop.start}`);
    const isFixed = job.locked?.start !== undefined; // what was promised by hand stands above windows and release
    if (
      !isFixed &&
      job.windows?.length &&
      !job.windows.some(([from, to]) => stop.start >= from && stop.start <= to)
    )
      report('window', `${where} starts at ${stop.start}, outside ${JSON.stringify(job.windows)}`);
    if (!isFixed && job.release !== undefined && stop.start < job.release)
      report('release', `${where} starts at ${stop.start}, before its release at ${job.release}`);
    if (job.locked?.start !== undefined && stop.start !== job.locked.start)
      report('lock', `${where} is locked to ${job.locked.start} and starts at ${stop.start}`);
  }
}

function checkPerson(job: Job, resource: PlanResource, report: Report): void {
  for (const { id, level = 0 } of job.skills ?? []) {
    const has = resource.skills?.find((skill) => skill.id === id);
    if (has === undefined) report('skill', `needs ${id}`);
    else if ((has.level ?? 0) < level) report('skill', `needs ${id} at ${level}, not ${has.level ?? 0}`);
  }
  if (job.restricted?.includes(resource.id)) report('restricted', `must not be done by ${resource.id}`);
  if (job.mustChoose?.length && !job.mustChoose.includes(resource.id))
    report('must_choose', `is for ${job.mustChoose.join(', ')} only`);
  if (job.locked?.resource !== undefined && job.locked.resource !== resource.id)
    report('lock', `is locked to ${job.locked.resource}`);
}

/**
 * What is carried covers what is used until the first visit to a depot; from there on stock is unlimited. Also the most
 * jobs a shift.
 */
export function checkLoad({ problem, route, resource, name }: Driven, report: Report): void {
  const jobs = new Map(problem.jobs.map((job) => [job.id, job]));
  const used = new Map<string, number>();
  const stops = route.stops;
  const depot = stops.findIndex((stop) => !isJob(stop));
  for (const stop of (depot < 0 ? stops : stops.slice(0, depot)).filter(isJob)) {
    const job = jobs.get(stop.job)!;
    for (const [part, count] of Object.entries(job.parts ?? {}))
      used.set(part, (used.get(part) ?? 0) + count);
    for (const tool of job.tools ?? [])
      if (!resource.tools?.includes(tool)) report('tools', `${name}: job ${job.id} needs the tool ${tool}`);
  }
  for (const [part, count] of used) {
    const carried = resource.parts?.[part] ?? 0;
    if (count > carried) report('parts', `${name}: uses ${count} of ${part} and carries ${carried}`);
  }
  const count = stops.filter(isJob).length;
  if (resource.maxJobs !== undefined && count > resource.maxJobs)
    report('max_jobs', `${name}: has ${count} jobs, ${resource.maxJobs} are the most`);
}
