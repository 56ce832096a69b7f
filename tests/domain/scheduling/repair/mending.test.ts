import assert from 'node:assert/strict';
import type { Plan } from '../../../../domain/scheduling/model/plan.ts';
import type { Problem } from '../../../../domain/scheduling/model/problem.ts';
import { keepPlan } from '../../../../domain/scheduling/repair/keep.ts';
import { Mending } from '../../../../domain/scheduling/repair/mending.ts';
import { pricesOf } from '../../../../domain/scheduling/repair/price.ts';
import { Promises } from '../../../../domain/scheduling/repair/promises.ts';
import { restOf } from '../../../../domain/scheduling/repair/rest.ts';
import { locate } from '../../../../planning/problem/locate.ts';

/** Three technicians of 100 minutes, two visits each of 40; two more jobs, important ones, have no room. */
const given: Problem = {
  unit: 60,
  jobs: [
    ...['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id, location: 0, duration: 40 })),
    ...['x', 'y'].map((id) => ({ id, location: 0, duration: 40, importance: 5 })),
  ],
  resources: ['t1', 't2', 't3'].map((id) => ({ id, start: 0, shifts: [[0, 100]] as const })),
  travel: { durations: [[0]] },
};
const { problem, travel } = locate(given);
const routesOf = (jobs: Readonly<Record<string, readonly string[]>>): Plan['routes'] =>
  Object.entries(jobs).map(([resource, names]) => ({
    resource,
    shift: 0,
    stops: names.map((job, at) => ({ job, arrive: 40 * at, start: 40 * at, end: 40 * at + 40, travel: 0 })),
    travel: 0,
    distance: 0,
  }));
const plan: Plan = {
  routes: routesOf({ t1: ['a', 'b'], t2: ['c', 'd'], t3: ['e', 'f'] }),
  unassigned: [],
  cost: {},
  iterations: 0,
  seed: 0,
};

function mendingWith(most: number) {
  const happening = { plan, now: -10, events: [] };
  const rest = restOf(problem, happening);
  const going = keepPlan(rest, travel);
  const promises = new Promises(problem, rest, { ...happening, kept: going.planned() });
  const prices = pricesOf(rest.problem, travel);
  return { promises, mending: new Mending({ rest, travel, prices, promises, most, going }) };
}

describe('mending by patches', () => {
  it('joins what two searches found apart', () => {
    const { mending, promises } = mendingWith(2);
    mending.add(routesOf({ t1: ['x', 'b'], t2: ['c', 'd'], t3: ['e', 'f'] }));
    mending.add(routesOf({ t1: ['a', 'b'], t2: ['c', 'd'], t3: ['y', 'f'] }));
    mending.join();
    assert.deepEqual(mending.best.unassigned.map(({ job }) => job).sort(), ['a', 'e']);
    assert.equal(promises.broken(mending.best.routes).length, 2);
  });

  it('takes of a plan that changes too much what is worth most', () => {
    const { mending } = mendingWith(1);
    mending.add(routesOf({ t1: ['x', 'y'], t2: ['c', 'd'], t3: ['e', 'f'] }));
    assert.equal(mending.best.cost.importance, 10);
    mending.add(routesOf({ t1: ['a', 'b'], t2: ['y', 'd'], t3: ['x', 'f'] }));
    mending.join();
    assert.equal(mending.best.cost.importance, 6);
  });

  it('does not take a plan that cannot be driven', () => {
    const { mending } = mendingWith(9);
    mending.add(routesOf({ t1: ['a', 'b', 'x'], t2: ['c', 'd'], t3: ['e', 'f'] }));
    mending.join();
    assert.equal(mending.best.cost.importance, 10);
  });
});

describe('promises', () => {
  it('are the open jobs of those whose day goes on as it was told', () => {
    const events = [{ kind: 'sick', resource: 't1', from: 0 }] as const;
    const happening = { plan, now: 50, events };
    const rest = restOf(problem, happening);
    const kept = keepPlan(rest, travel).planned();
    const promises = new Promises(problem, rest, { ...happening, kept });
    assert.deepEqual([...promises.places.keys()], []);
    const before = new Promises(problem, restOf(problem, { ...happening, now: 10 }), {
      ...happening,
      now: 10,
      kept: keepPlan(restOf(problem, { ...happening, now: 10 }), travel).planned(),
    });
    assert.deepEqual([...before.places.keys()].sort(), ['d', 'f']);
    assert.deepEqual(before.plan.routes, [
      { resource: 't2', shift: 0, stops: [{ job: 'd', start: 40 }] },
      { resource: 't3', shift: 0, stops: [{ job: 'f', start: 40 }] },
    ]);
    assert.deepEqual(before.broken([]).sort(), ['d', 'f']);
  });
});
