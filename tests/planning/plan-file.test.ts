import assert from 'node:assert/strict';
import type { Problem } from '../../domain/scheduling/model/problem.ts';
import { BadProblem } from '../../planning/problem/bad-problem.ts';
import { checkSeed } from '../../planning/plan-file.ts';

const problem: Problem = {
  jobs: [{ id: 'j1', location: 0, duration: 1 }],
  resources: [{ id: 't1', start: 0, shifts: [[0, 9]] }],
};
const route = (over: object = {}) => ({
  routes: [{ resource: 't1', shift: 0, stops: [{ job: 'j1', start: 3, end: 4 }], ...over }],
  seed: 1,
});

/** The seed, and what was told about it. */
function checked(raw: unknown, of = problem) {
  const told: string[] = [];
  return { ...checkSeed(raw, of, (line) => told.push(line)), told };
}

const assertRefused = (raw: unknown, message: string) =>
  assert.throws(
    () => checked(raw),
    (error) => error instanceof BadProblem && assert.equal(error.message, message) === undefined,
  );

describe('an earlier plan', () => {
  it('is taken with the technician and start of each job', () => {
    assert.deepEqual(checked(route()), {
      routes: [{ resource: 't1', shift: 0, stops: [{ job: 'j1', start: 3 }] }],
      told: [],
    });
  });

  it('loses the jobs and depots that are gone since', () => {
    const stops = [
      { job: 'gone', start: 1 },
      { depot: 0, start: 2 },
      { job: 'j1', start: 3 },
    ];
    assert.deepEqual(checked(route({ stops })).routes[0]?.stops, [{ job: 'j1', start: 3 }]);
  });

  it('keeps its breaks, and trips to depots that are still there', () => {
    const location = { lat: 51, lon: -2 };
    const of = {
      ...problem,
      depots: [
        { location: { lat: 50, lon: -2 }, duration: 5 },
        { location, duration: 5 },
      ],
    };
    const stops = [
      { depot: { ...location }, start: 2 },
      { depot: { lat: 9, lon: 9 }, start: 3 },
      { job: 'j1' },
    ];
    const breaks = [{ start: 4, end: 5 }];
    const [found] = checked(route({ stops, breaks }), of).routes;
    assert.deepEqual(found?.stops, [{ depotRow: 1, start: 2 }, { job: 'j1' }]);
    assert.deepEqual(found?.breaks, breaks);
  });

  it('tells of technicians and shifts that are gone since', () => {
    const { routes } = route();
    const other = (over: object) => ({ routes: [...routes, { ...routes[0], stops: [], ...over }] });
    assert.deepEqual(checked(other({ resource: 't2' })).told, [
      '--plan: routes[1] is of resource "t2", which is not there; did you mean "t1"; its jobs are planned anew',
    ]);
    assert.deepEqual(checked(other({ shift: 1 })).told, [
      '--plan: routes[1] is of shift 1, but resource t1 has 1; its jobs are planned anew',
    ]);
    assert.equal(checked(other({ resource: 't2' })).routes.length, 2);
  });

  it('is refused when nobody and nothing of it is there', () => {
    const gone = route({ resource: 'someone' });
    assert.equal(checked(gone).told.length, 1);
    assertRefused(
      { routes: gone.routes.map((one) => ({ ...one, stops: [{ job: 'j9' }] })) },
      '--plan: routes[0] is of resource "someone", which is not there; give a plan of this problem',
    );
  });

  it('is refused when it has a job or a shift twice', () => {
    const stops = [{ job: 'j1' }, { job: 'j1' }];
    assertRefused(
      route({ stops }),
      '--plan: routes[0].stops[1] has job j1 a second time, after routes[0].stops[0]; keep one of them',
    );
    const { routes } = route({ stops: [] });
    assertRefused(
      { routes: [...routes, ...routes] },
      '--plan: routes[1] is of resource t1 and shift 0, as routes[0] is; keep one of them',
    );
  });

  it('is refused with the place when it is no plan', () => {
    const end = '; give an answer of this command';
    assertRefused({ jobs: [] }, `--plan: routes is missing${end}`);
    assertRefused([], `--plan: the file must be an object, it is []${end}`);
    assertRefused(
      route({ stops: [{ job: 3 }] }),
      `--plan: routes[0].stops[0].job must be a text, it is 3${end}`,
    );
    assertRefused(route({ shift: undefined }), `--plan: routes[0].shift is missing${end}`);
    assertRefused(route({ shift: -1 }), `--plan: routes[0].shift must not be negative, it is -1${end}`);
  });
});
