import assert from 'node:assert/strict';
import fc from 'fast-check';
import { check } from '../../../../bench/scheduling/checker.ts';
import { solve } from '../../../../domain/scheduling/engine/solve.ts';
import { travelTable } from '../../../../domain/scheduling/model/travel-table.ts';
import { aStreet, type Street } from '../../../fixtures/scheduling/line.ts';
import { aProblem, features, objectives } from '../../../fixtures/scheduling/problems.ts';

const planned = ({ problem, travel }: Street, iterations = 400) =>
  solve(problem, travel, { seed: 1, iterations });
const visits = (street: Street) =>
  Object.fromEntries(
    planned(street).routes.map(({ resource, stops }) => [
      resource,
      stops.map((stop) => ('job' in stop ? stop.job : 'depot')),
    ]),
  );

describe('the engine', () => {
  it('drives along the street and back', () => {
    const plan = planned(aStreet({ at: [30, 10, 20] }));
    assert.equal(plan.cost.travel, 60);
    assert.deepEqual(plan.unassigned, []);
  });

  it('gives each side of the street to one technician when days are short', () => {
    const people = [{ shifts: [[0, 130]] as const }, { shifts: [[0, 130]] as const }];
    const found = visits(aStreet({ at: [40, 50, -40, -50], people }));
    assert.deepEqual(
      Object.values(found)
        .map((jobs) => [...jobs].sort())
        .sort(),
      [
        ['j1', 'j2'],
        ['j3', 'j4'],
      ],
    );
  });

  it('leaves out what matters least when not all fit', () => {
    const jobs = [{ importance: 1 }, { importance: 9 }, { importance: 5 }];
    const plan = planned(
      aStreet({
        at: [100, -100, 100],
        jobs,
        people: [{ shifts: [[0, 450]] }],
        objective: ['importance', 'travel'],
      }),
    );
    assert.deepEqual(plan.unassigned, []);
    const short = planned(aStreet({ at: [100, -100, 100], jobs, people: [{ shifts: [[0, 230]] }] }));
    assert.deepEqual(
      short.unassigned.map(({ job }) => job),
      ['j1', 'j3'],
    );
    assert.equal(short.cost.importance, 6);
  });

  it('goes to the technician who is preferred when that stands before travel', () => {
    const street = { at: [10, 20], jobs: [{}, { preferred: ['t2'] }], people: [{}, { start: 0 }] };
    const order = visits(aStreet({ ...street, objective: ['importance', 'preferred', 'travel'] }));
    assert.deepEqual(order.t2?.includes('j2'), true);
    assert.equal(
      planned(aStreet({ ...street, objective: ['importance', 'travel', 'preferred'] })).cost.travel,
      40,
    );
  });

  it('leaves as late as it can when the length of the day counts', () => {
    const plan = planned(
      aStreet({ at: [30], jobs: [{ windows: [[500, 600]] }], objective: ['importance', 'duration'] }),
    );
    assert.equal(plan.cost.duration, 70);
    assert.equal(plan.routes[0]?.stops[0]?.arrive, 500);
  });

  it('uses as few technicians as it can when asked to', () => {
    const people = [
      { start: 1, end: 1 },
      { start: 2, end: 2 },
    ];
    const many = planned(aStreet({ at: [30, -30], people }));
    const few = planned(aStreet({ at: [30, -30], people, objective: ['importance', 'resources', 'travel'] }));
    assert.deepEqual([many.routes.length, few.routes.length, few.cost.resources], [2, 1, 1]);
  });

  it('shares work out evenly when asked to', () => {
    const plan = planned(
      aStreet({ at: [10, 10, 10, 10], people: [{}, {}], objective: ['importance', 'balance', 'travel'] }),
    );
    assert.equal(plan.cost.balance, 0);
  });

  it('fetches a tool at a depot on the way', () => {
    const found = visits(
      aStreet({ at: [30, 10], jobs: [{ tools: ['lift'] }], depots: [{ location: 2, duration: 5 }] }),
    );
    const stops = found.t1 ?? [];
    assert.ok(stops.indexOf('depot') >= 0 && stops.indexOf('depot') < stops.indexOf('j1'), String(stops));
  });

  it('begins with an earlier plan and keeps to it when stability counts', () => {
    const street = aStreet({
      at: [30, -30],
      people: [{}, {}],
      objective: ['importance', 'stability', 'travel'],
    });
    const start = {
      routes: [
        { resource: 't2', shift: 0, stops: [{ job: 'j1', start: 30 }] },
        { resource: 't1', shift: 0, stops: [{ job: 'j2', start: 30 }] },
      ],
    };
    const plan = solve(street.problem, street.travel, { seed: 1, iterations: 200, start });
    assert.deepEqual(plan.routes.map(({ resource }) => resource).sort(), ['t1', 't2']);
    assert.equal(plan.cost.stability, 0);
  });

  it('counts changes against another plan than the one it begins with when told so', () => {
    const street = aStreet({ at: [30], people: [{}, {}], objective: ['importance', 'stability', 'travel'] });
    const by = (resource: string) => ({
      routes: [{ resource, shift: 0, stops: [{ job: 'j1', start: 30 }] }],
    });
    const options = { seed: 1, iterations: 200, start: by('t1'), before: by('t2') };
    const plan = solve(street.problem, street.travel, options);
    assert.deepEqual([plan.routes[0]?.resource, plan.cost.stability], ['t2', 0]);
  });

  it('stops when told to', () => {
    const { problem, travel } = aStreet({ at: [10, 20, 30] });
    let asked = 0;
    const plan = solve(problem, travel, { seed: 1, spent: () => (asked++ < 3 ? 0.5 : 1) });
    assert.ok(plan.iterations > 0 && plan.iterations < 2000);
  });

  it('gives the same plan for the same seed', () => {
    const problem = aProblem({ seed: 5, jobs: 20, people: 4, has: new Set(['windows', 'skills', 'parts']) });
    const travel = travelTable(problem.travel!);
    const once = () => JSON.stringify(solve(problem, travel, { seed: 9, iterations: 500 }));
    assert.equal(once(), once());
  });

  it('breaks no rule, whatever a problem asks for', () => {
    fc.assert(
      fc.property(
        fc.nat(100_000),
        fc.subarray([...features]),
        fc.nat(objectives.length - 1),
        (seed, has, goal) => {
          const objective = objectives[goal]!;
          const problem = aProblem({ seed, jobs: 12, people: 3, has: new Set(has), objective });
          const plan = solve(problem, travelTable(problem.travel!), { seed, iterations: 150 });
          const broken = check(problem, plan).violations.filter(({ rule }) => rule !== 'reasons');
          assert.deepEqual(broken, []);
        },
      ),
      { numRuns: 40, seed: 11 },
    );
  });
});
