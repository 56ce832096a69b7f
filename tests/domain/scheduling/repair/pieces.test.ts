import assert from 'node:assert/strict';
import type { Plan } from '../../../../domain/scheduling/model/plan.ts';
import type { Problem } from '../../../../domain/scheduling/model/problem.ts';
import { openDay } from '../../../../domain/scheduling/repair/day/day.ts';
import { isJob, planOfDay } from '../../../../domain/scheduling/repair/day/figures.ts';
import { happened } from '../../../../domain/scheduling/repair/events.ts';
import { frozenOf } from '../../../../domain/scheduling/repair/frozen.ts';
import { joined } from '../../../../domain/scheduling/repair/joined.ts';
import { fillGaps, keepPlan } from '../../../../domain/scheduling/repair/keep.ts';
import { nearPeople, partOf } from '../../../../domain/scheduling/repair/near.ts';
import { pricesOf, weighed } from '../../../../domain/scheduling/repair/price.ts';
import { restOf } from '../../../../domain/scheduling/repair/rest.ts';
import { cheapestInsertion } from '../../../../domain/scheduling/rules/cheapest-insertion.ts';
import { locate } from '../../../../planning/problem/locate.ts';
import { broken } from './some-problems.ts';

const given: Problem = {
  unit: 60,
  jobs: [1, 2, 3].map((at) => ({ id: `j${at}`, location: 1, duration: 40, parts: { filter: 1 } })),
  resources: [
    {
      id: 't1',
      start: 0,
      end: 0,
      shifts: [
        [0, 300],
        [1440, 1740],
      ],
      parts: { filter: 3 },
      breaks: [{ windows: [[40, 120]], duration: 20 }],
    },
  ],
  travel: {
    durations: [
      [0, 10],
      [10, 0],
    ],
  },
};
const { problem, travel } = locate(given);
const plan = cheapestInsertion(problem, travel);
const route = plan.routes[0]!;
const second = route.stops[1]!;

describe('a day that is cut at a moment', () => {
  it('keeps what its technician has left for, and goes on from there with what is left', () => {
    const now = second.start + 1;
    const { problem: rest, frozen, underWay } = restOf(problem, { plan, now, events: [] });
    assert.deepEqual(
      rest.jobs.map(({ id }) => id),
      [...plan.routes[0]!.stops.slice(2)].filter(isJob).map(({ job }) => job),
    );
    assert.equal(frozen.get('t1')?.freeAt, second.end);
    assert.deepEqual(rest.resources[0]?.parts, { filter: 1 });
    assert.deepEqual(rest.resources[0]?.shifts, [[second.end, 300]]);
    assert.deepEqual([...underWay], ['t1']);
  });

  it('goes on later where a visit overruns or somebody is late', () => {
    const events = happened([
      { kind: 'overrun', job: (second as { job: string }).job, until: second.end + 15 },
      { kind: 'late', resource: 't1', until: 9 },
    ]);
    const cut = (now: number) => frozenOf({ resource: problem.resources[0]!, shift: 0, route, now, events });
    assert.equal(cut(second.start + 1).freeAt, second.end + 15);
    assert.equal(cut(-20).freeAt, 9);
  });

  it('leaves a sick technician what had ended, and no shift', () => {
    const events = [{ kind: 'sick', resource: 't1', from: second.start + 1 }] as const;
    const { problem: rest, frozen } = restOf(problem, { plan, now: second.start + 1, events });
    assert.equal(frozen.get('t1')?.stops.length, 1);
    assert.deepEqual(rest.resources[0]?.shifts, []);
    assert.equal(rest.jobs.length, 2);
  });

  it('simply goes on when nothing happened, and joins to the plan it was', () => {
    const rest = restOf(problem, { plan, now: second.arrive, events: [] });
    const kept = keepPlan(rest, travel);
    const whole = joined(problem, travel, { rest, plan: planOfDay(kept), before: plan });
    assert.deepEqual(whole.routes, plan.routes);
    assert.deepEqual(whole.cost, plan.cost);
    assert.deepEqual(broken(given, whole), []);
  });
});

describe('mending by hand', () => {
  const roomy = locate({
    jobs: ['a', 'b'].map((id) => ({ id, location: 0, duration: 40 })),
    resources: ['t1', 't2', 't3', 't4', 't5', 't6'].map((id, at) => ({
      id,
      start: at % 2,
      shifts: [[0, 100]] as const,
    })),
    travel: {
      durations: [
        [0, 10],
        [10, 0],
      ],
    },
  });
  const held = (resource: string, jobs: readonly string[]): Plan['routes'] => [
    {
      resource,
      shift: 0,
      stops: jobs.map((job, at) => ({ job, arrive: 40 * at, start: 40 * at, end: 40 * at + 40, travel: 0 })),
      travel: 0,
      distance: 0,
    },
  ];

  it('puts what is left over into gaps, unless that is refused', () => {
    const day = openDay(roomy.problem, roomy.travel, { routes: held('t1', ['a']) });
    fillGaps(day, () => false);
    assert.equal(day.routeOf('b'), -1);
    fillGaps(day, () => true);
    assert.ok(day.routeOf('b') >= 0);
  });

  it('looks at the technicians who pass near', () => {
    const day = openDay(roomy.problem, roomy.travel, { routes: held('t1', ['a']) });
    assert.deepEqual([...nearPeople(day, new Set(['b']))!], ['t1', 't3', 't5']);
    assert.equal(nearPeople(day, new Set()), null);
  });

  it('plans a part of the crew with its own jobs and those that nobody has', () => {
    const routes = [...held('t1', ['a']), ...held('t2', [])];
    const day = openDay(roomy.problem, roomy.travel, { routes });
    const part = partOf(day, new Set(['t2', 't3']))!;
    assert.deepEqual(
      part.problem.jobs.map(({ id }) => id),
      ['b'],
    );
    assert.deepEqual([part.routes.length, part.stay.map(({ resource }) => resource)], [0, ['t1']]);
    assert.equal(partOf(day, new Set()), null);
  });
});

describe('what a plan is worth', () => {
  it('weighs plans by the goals, importance far above travel', () => {
    const prices = pricesOf(problem, travel);
    assert.ok(
      weighed({ cost: { importance: 1, travel: 0 } }, prices) >
        weighed({ cost: { importance: 0, travel: 20 } }, prices),
    );
    assert.equal(weighed({ cost: { stability: 9 } }, prices), 0);
    assert.ok(prices.way > 0);
  });
});
