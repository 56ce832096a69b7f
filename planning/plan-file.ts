import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { PlanSeed } from '../domain/scheduling/engine/plan-seed.ts';
import type { Problem } from '../domain/scheduling/model/problem.ts';
import { BadProblem } from './problem/bad-problem.ts';
import { didYouMean } from './problem/near-word.ts';
import { refusalOf } from './problem/refusal.ts';

const text = z.string({ error: 'must be a text' });
const whole = z.int({ error: 'must be a whole number' });
const list = <T extends z.ZodType>(item: T) => z.array(item, { error: 'must be a list' });
const thing = <T extends z.core.$ZodLooseShape>(shape: T) =>
  z.looseObject(shape, { error: 'must be an object' });
const time = z.number({ error: 'must be a number' });
const stop = thing({ job: text.optional(), start: time.optional(), depot: z.unknown().optional() });
const shape = thing({
  routes: list(
    thing({
      resource: text,
      shift: whole.min(0, 'must not be negative'),
      stops: list(stop),
      breaks: list(thing({ start: time, end: time })).optional(),
    }),
  ),
});

/**
 * Checks an earlier answer that is to be begun with. Jobs that are gone since are left out. What a resource or shift that is
 * gone had done is planned anew, and told to `warn`; where none of them is there, and no job either, the plan is one of another problem and is
 * refused, because it would quietly count as no plan.
 */
export function checkSeed(raw: unknown, problem: Problem, warn: (line: string) => void): PlanSeed {
  const found = shape.safeParse(raw);
  if (!found.success)
    throw new BadProblem(
      `--plan: ${refusalOf(found.error.issues[0]!, raw).replace('the problem', 'the file')}; give an answer of this command`,
    );
  const { routes } = found.data;
  refuseTwice(routes);
  const jobs = new Set(problem.jobs.map(({ id }) => id));
  const gone = routes.flatMap((route, at) => goneFrom(problem, { ...route, at }));
  const isKnown = routes.some(({ stops }) => stops.some(({ job }) => job !== undefined && jobs.has(job)));
  if (gone.length > 0 && gone.length === routes.length && !isKnown)
    throw new BadProblem(`--plan: ${gone[0]}; give a plan of this problem`);
  for (const line of gone) warn(`--plan: ${line.replace('?', '')}; its jobs are planned anew`);
  return { routes: routes.map((route) => routeOf(route, { jobs, depots: problem.depots ?? [] })) };
}

function routeOf(
  { resource, shift, stops, breaks }: Routes[number],
  given: { readonly jobs: ReadonlySet<string>; readonly depots: NonNullable<Problem['depots']> },
): PlanSeed['routes'][number] {
  return {
    resource,
    shift,
    stops: stops.flatMap(({ job, start, depot }) => {
      const depotRow = given.depots.findIndex(({ location }) => isDeepStrictEqual(location, depot));
      if (job === undefined ? depotRow < 0 : !given.jobs.has(job)) return [];
      return [{ ...(job === undefined ? { depotRow } : { job }), ...(start !== undefined && { start }) }];
    }),
    ...(breaks && { breaks: breaks.map(({ start, end }) => ({ start, end })) }),
  };
}

type Routes = z.infer<typeof shape>['routes'];

function refuseTwice(routes: Routes): void {
  const jobs = new Map<string, string>();
  const shifts = new Map<string, number>();
  for (const [at, { resource, shift, stops }] of routes.entries()) {
    const key = JSON.stringify([resource, shift]);
    const before = shifts.get(key);
    if (before !== undefined)
      throw new BadProblem(
        `--plan: routes[${at}] is of resource ${resource} and shift ${shift}, as routes[${before}] is; keep one of them`,
      );
    shifts.set(key, at);
    for (const [row, { job }] of stops.entries()) {
      if (job === undefined) continue;
      const place = `routes[${at}].stops[${row}]`;
      if (jobs.has(job))
        throw new BadProblem(
          `--plan: ${place} has job ${job} a second time, after ${jobs.get(job)}; keep one of them`,
        );
      jobs.set(job, place);
    }
  }
}

function goneFrom(
  { resources }: Problem,
  { resource, shift, at }: Pick<Routes[number], 'resource' | 'shift'> & { readonly at: number },
): string[] {
  const person = resources.find(({ id }) => id === resource);
  if (person === undefined) {
    const people = resources.map(({ id }) => id);
    return [`routes[${at}] is of resource "${resource}", which is not there${didYouMean(resource, people)}`];
  }
  const { length } = person.shifts;
  return shift < length ? [] : [`routes[${at}] is of shift ${shift}, but resource ${resource} has ${length}`];
}
