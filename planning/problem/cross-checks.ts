import type { Job, PlanResource, Problem, Window } from '../../domain/scheduling/model/problem.ts';
import { BadProblem } from './bad-problem.ts';
import { didYouMean } from './near-word.ts';

/** Refuses what is well formed but cannot be meant: ids that nobody has, bounds the wrong way round, circles. */
export function crossCheck(problem: Problem): void {
  const jobs = idsOf('job', problem.jobs);
  const people = idsOf('resource', problem.resources);
  for (const job of problem.jobs) checkJob(job, { jobs, people });
  for (const resource of problem.resources) checkResource(resource);
  checkOrder(problem.jobs);
  checkGroups(problem);
  if (Array.isArray(problem.objective)) checkGoals(problem.objective);
}

function idsOf(kind: string, all: readonly { readonly id: string }[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { id } of all) {
    if (ids.has(id))
      throw new BadProblem(`${kind} ${id}: its id stands twice; give each ${kind} an id of its own`);
    ids.add(id);
  }
  return ids;
}

function checkJob(
  job: Job,
  { jobs, people }: { readonly jobs: ReadonlySet<string>; readonly people: ReadonlySet<string> },
): void {
  const where = `job ${job.id}`;
  checkWindows(where, 'windows', job.windows ?? []);
  for (const field of ['preferred', 'restricted', 'mustChoose'] as const) {
    for (const [at, id] of (job[field] ?? []).entries())
      if (!people.has(id))
        throw new BadProblem(
          `${where}: ${field}[${at}] names resource "${id}", which is not there${didYouMean(id, people)}`,
        );
  }
  const locked = job.locked?.resource;
  if (locked !== undefined && !people.has(locked))
    throw new BadProblem(
      `${where}: locked.resource names resource "${locked}", which is not there${didYouMean(locked, people)}`,
    );
  if (job.locked !== undefined && locked === undefined && job.locked.start === undefined)
    throw new BadProblem(`${where}: locked says nothing; name a resource, a start or both`);
  for (const [at, id] of (job.after ?? []).entries()) {
    if (id === job.id) throw new BadProblem(`${where}: after[${at}] names the job itself`);
    if (!jobs.has(id))
      throw new BadProblem(
        `${where}: after[${at}] names job "${id}", which is not there${didYouMean(id, jobs)}`,
      );
  }
  checkSkills(where, job.skills ?? []);
}

function checkResource(resource: PlanResource): void {
  const where = `resource ${resource.id}`;
  checkWindows(where, 'shifts', resource.shifts);
  for (const [at, each] of (resource.breaks ?? []).entries())
    checkWindows(where, `breaks[${at}].windows`, each.windows);
  checkSkills(where, resource.skills ?? []);
  const shifts = [...resource.shifts.entries()].sort(([, one], [, other]) => one[0] - other[0]);
  for (const [order, [at, [begin]]] of shifts.entries()) {
    const before = shifts[order - 1];
    if (before !== undefined && before[1][1] > begin)
      throw new BadProblem(
        `${where}: shifts[${at}] begins at ${begin}, before shifts[${before[0]}] ends at ${before[1][1]}; shifts must not overlap`,
      );
  }
}

function checkWindows(where: string, field: string, windows: readonly Window[]): void {
  for (const [at, [from, to]] of windows.entries())
    if (from > to)
      throw new BadProblem(
        `${where}: ${field}[${at}] ends before it starts (${from} > ${to}); swap its bounds`,
      );
}

function checkSkills(where: string, skills: readonly { readonly id: string }[]): void {
  const seen = new Set<string>();
  for (const [at, { id }] of skills.entries()) {
    if (seen.has(id))
      throw new BadProblem(`${where}: skills[${at}] names "${id}" a second time; keep one, with its level`);
    seen.add(id);
  }
}

/** No job may wait for itself by way of others: follows `after` from each job and names the circle it finds. */
function checkOrder(jobs: readonly Job[]): void {
  const byId = new Map(jobs.filter(({ after }) => after?.length).map((job) => [job.id, job]));
  const settled = new Set<string>();
  for (const { id: root } of byId.values()) {
    const path: { readonly id: string; next: number }[] = [{ id: root, next: 0 }];
    const onPath = new Set([root]);
    while (path.length > 0) {
      const top = path.at(-1)!;
      const before = byId.get(top.id)?.after?.[top.next++];
      if (before === undefined || settled.has(top.id)) {
        settled.add(top.id);
        onPath.delete(top.id);
        path.pop();
      } else if (onPath.has(before)) {
        const circle = [...path.slice(path.findIndex(({ id }) => id === before)).map(({ id }) => id), before];
        throw new BadProblem(
          `job ${before}: after goes in a circle (${circle.join(' after ')}); take one of them out`,
        );
      } else {
        path.push({ id: before, next: 0 });
        onPath.add(before);
      }
    }
  }
}

function checkGroups({ jobs, resources }: Problem): void {
  const sizes = new Map<string, { count: number; readonly first: string }>();
  for (const { id, together } of jobs) {
    if (together === undefined) continue;
    const group = sizes.get(together) ?? { count: 0, first: id };
    group.count++;
    sizes.set(together, group);
  }
  for (const [name, { count, first }] of sizes)
    if (count > resources.length)
      throw new BadProblem(
        `job ${first}: together "${name}" has ${count} jobs at one time, but there are only ${resources.length} resources`,
      );
}

function checkGoals(goals: readonly string[]): void {
  const twice = goals.findIndex((goal, at) => goals.indexOf(goal) < at);
  if (twice >= 0)
    throw new BadProblem(`objective[${twice}]: "${goals[twice]}" stands twice; name each goal once`);
}
