import { z } from 'zod';
import type { PlanSeed } from '../domain/scheduling/engine/plan-seed.ts';
import type { Problem } from '../domain/scheduling/model/problem.ts';
import { BadProblem } from './problem/bad-problem.ts';
import { didYouMean } from './problem/near-word.ts';

const stop = z.looseObject({ job: z.string().optional(), start: z.number().optional() });
const shape = z.looseObject({
  routes: z.array(z.looseObject({ resource: z.string(), shift: z.int().min(0), stops: z.array(stop) })),
});

/**
 * Checks an earlier answer that is to be begun with. Jobs that are gone since are left out; a resource or shift that is
 * gone is refused, because a plan of another problem would quietly count as no plan.
 */
export function checkSeed(raw: unknown, problem: Problem): PlanSeed {
  const found = shape.safeParse(raw);
  if (!found.success) {
    const { path, message } = found.error.issues[0]!;
    throw new BadProblem(
      `--plan: ${path.join('.') || 'the file'}: ${message}; give an answer of this command`,
    );
  }
  const jobs = new Set(problem.jobs.map(({ id }) => id));
  const people = new Map(problem.resources.map((one) => [one.id, one]));
  for (const [at, { resource, shift }] of found.data.routes.entries()) {
    const person = people.get(resource);
    if (person === undefined)
      throw new BadProblem(
        `--plan: routes[${at}] is of resource "${resource}", which is not there${didYouMean(resource, people.keys())}`,
      );
    if (shift >= person.shifts.length)
      throw new BadProblem(
        `--plan: routes[${at}] is of shift ${shift}, but resource ${resource} has ${person.shifts.length}`,
      );
  }
  return {
    routes: found.data.routes.map(({ resource, shift, stops }) => ({
      resource,
      shift,
      stops: stops
        .filter(({ job }) => job !== undefined && jobs.has(job))
        .map(({ job, start }) => ({ job: job!, ...(start !== undefined && { start }) })),
    })),
  };
}
