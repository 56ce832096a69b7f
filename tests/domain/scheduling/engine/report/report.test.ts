import assert from 'node:assert/strict';
import { drivenOf } from '../../../../../domain/scheduling/engine/report/driven.ts';
import { costOf } from '../../../../../domain/scheduling/engine/report/figures.ts';
import { planOf } from '../../../../../domain/scheduling/engine/report/plan-of.ts';
import { goals } from '../../../../../domain/scheduling/model/problem.ts';
import { append, aStreet, routesOf } from '../../../../fixtures/scheduling/line.ts';

const breaks = [{ windows: [[15, 40]] as const, duration: 30 }];

describe('reading a plan back', () => {
  it('tells times, ways and breaks', () => {
    const street = aStreet({ at: [10, 30, 99], people: [{ breaks, shifts: [[5, 500]] }] });
    const made = routesOf(street);
    append(made, 0);
    append(made, 1);
    const { routes, unassigned } = planOf(street.problem, made.routes, { iterations: 1, seed: 1 });
    assert.deepEqual(unassigned, [{ job: 'j3', reasons: [] }]);
    assert.deepEqual(routes[0]?.stops, [
      { job: 'j1', arrive: 15, start: 45, end: 55, travel: 10 },
      { job: 'j2', arrive: 75, start: 75, end: 85, travel: 20 },
    ]);
    assert.deepEqual([routes[0]?.breaks, routes[0]?.travel], [[{ start: 15, end: 45 }], 60]);
  });

  it('knows when a route leaves and comes home', () => {
    const stops = [{ job: 'j1', arrive: 45, start: 50, end: 60, travel: 10 }];
    const route = {
      resource: 't',
      shift: 0,
      stops,
      breaks: [
        { start: 8, end: 38 },
        { start: 61, end: 71 },
      ],
      travel: 25,
      distance: 9,
    };
    const { leave, end } = drivenOf(route);
    assert.deepEqual([leave, end], [5, 85]);
    assert.deepEqual([drivenOf({ ...route, stops: [] }).leave], [0]);
  });

  it('measures every goal', () => {
    const street = aStreet({
      at: [10, 30, 50],
      objective: [...goals],
      jobs: [{ dueBy: 5, preferred: ['t2'], skills: [{ id: 'gas', level: 1 }] }, { importance: 7 }, {}],
      people: [
        { skills: [{ id: 'gas', level: 4 }], overtime: { max: 100, price: 2 }, shifts: [[0, 80]] },
        {},
      ],
    });
    const stops = [
      { job: 'j1', arrive: 10, start: 10, end: 20, travel: 10 },
      { job: 'j3', arrive: 60, start: 60, end: 70, travel: 40 },
    ];
    const plan = { routes: [{ resource: 't1', shift: 0, stops, travel: 100, distance: 90 }] };
    const start = {
      routes: [{ resource: 't2', shift: 0, stops: [{ job: 'j3', start: 60 }, { job: 'j1' }] }],
    };
    assert.deepEqual(costOf(street.problem, plan, start), {
      importance: 7,
      travel: 100,
      distance: 90,
      duration: 120,
      preferred: 1,
      levelSurplus: 3,
      lateness: 15,
      balance: 120,
      soonest: 70,
      resources: 1,
      stability: 2,
      overtime: 80,
    });
  });
});
