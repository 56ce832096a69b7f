import assert from 'node:assert/strict';
import { ChangeLimit } from '../../../../domain/scheduling/engine/change-limit.ts';
import { compile } from '../../../../domain/scheduling/engine/compile.ts';
import { Random } from '../../../../domain/scheduling/engine/random.ts';
import { packSeed } from '../../../../domain/scheduling/engine/routes/pack-seed.ts';
import { Search } from '../../../../domain/scheduling/engine/search.ts';
import { solve } from '../../../../domain/scheduling/engine/solve.ts';
import type { Plan } from '../../../../domain/scheduling/model/plan.ts';
import { aStreet } from '../../../fixtures/scheduling/line.ts';

const places = Array.from({ length: 24 }, (_, row) => ((row * 37) % 100) - 50);
const street = aStreet({
  at: places,
  people: [{}, {}, {}],
  unit: 60,
  objective: { weights: { importance: 1000, travel: 1 } },
});
/** A poor plan: in call order, eight jobs each. */
const start = {
  routes: [0, 1, 2].map((one) => ({
    resource: `t${one + 1}`,
    shift: 0,
    stops: Array.from({ length: 8 }, (_, at) => ({ job: `j${one * 8 + at + 1}` })),
  })),
};
const jobs = new Set(street.problem.jobs.map(({ id }) => id));
const first = solve(street.problem, street.travel, { seed: 1, iterations: 0, start });

function changedIn(plan: Plan): number {
  const told = (one: Plan) =>
    new Map(
      one.routes.flatMap(({ resource, stops }) =>
        stops.flatMap((stop) =>
          'job' in stop ? [[stop.job, { resource, start: stop.start }] as const] : [],
        ),
      ),
    );
  const now = told(plan);
  return [...told(first)].filter(([job, old]) => {
    const found = now.get(job);
    return found?.resource !== old.resource || Math.abs(found.start - old.start) > 30;
  }).length;
}

describe('a limit on changes', () => {
  it('holds in every plan that a search returns, and lets it be better than the first', () => {
    const travelOf = (most: number) => {
      const plan = solve(street.problem, street.travel, {
        seed: 1,
        iterations: 4000,
        start: first,
        changes: { most, jobs },
      });
      assert.ok(changedIn(plan) <= most, `${changedIn(plan)} changed, ${most} allowed`);
      assert.equal(plan.unassigned.length, 0);
      return plan.cost.travel!;
    };
    const [none, few, many] = [0, 3, 24].map(travelOf) as [number, number, number];
    assert.ok(none >= few && few > many, `${none} ${few} ${many}`);
  });

  it('binds only the jobs that are named', () => {
    const plan = solve(street.problem, street.travel, {
      seed: 1,
      iterations: 4000,
      start: first,
      changes: { most: 0, jobs: new Set(['j1']) },
    });
    const now = plan.routes.find(({ stops }) => stops.some((stop) => 'job' in stop && stop.job === 'j1'));
    assert.equal(now?.resource, 't1');
    assert.ok(changedIn(plan) > 0);
  });

  it('names the promises broken, and forgets those that were broken from the start', () => {
    const model = compile(street.problem, street.travel, first);
    const search = new Search(model, new Random(1));
    search.adopt(packSeed(model, street.problem, first));
    const isPromised = new Uint8Array(model.jobs).fill(1);
    const limit = new ChangeLimit(search.routes, search.absent, { most: 2, isPromised });
    assert.deepEqual([limit.broken, limit.nth(0), limit.isTight], [0, -1, false]);
    const other = { routes: first.routes.map((route) => ({ ...route, stops: route.stops.slice(1) })) };
    search.adopt(packSeed(model, street.problem, other));
    limit.recount();
    assert.ok(limit.broken >= 3);
    assert.ok(limit.nth(0) >= 0);
    assert.ok(limit.isTight);
    assert.equal(new ChangeLimit(search.routes, search.absent, { most: 2, isPromised }).broken, 0);
  });
});
