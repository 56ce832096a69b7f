import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BadProblem } from '../../../planning/problem/bad-problem.ts';
import { locate } from '../../../planning/problem/locate.ts';
import { checkProblem, readJson } from '../../../planning/problem/problem-file.ts';

// biome-ignore lint/suspicious/noExplicitAny: broken on purpose, in ways that no type allows
type Raw = any;

const sound = (): Raw => ({
  jobs: [
    {
      id: 'j1',
      location: 1,
      duration: 90,
      windows: [[0, 480]],
      skills: [{ id: 'hvac', level: 2 }],
      parts: { filter: 1 },
    },
    { id: 'j7', location: 2, duration: 30 },
  ],
  resources: [
    { id: 't1', start: 0, end: 0, shifts: [[0, 540]], breaks: [{ windows: [[180, 300]], duration: 30 }] },
  ],
  travel: {
    durations: [
      [0, 12, 9],
      [11, 0, 8],
      [9, 8, 0],
    ],
    distances: [
      [0, 9.5, 1],
      [9, 0, 1],
      [1, 1, 0],
    ],
  },
  objective: ['importance', 'travel'],
});

function refusal(mend: (raw: Raw) => void): string {
  const raw = sound();
  mend(raw);
  try {
    locate(checkProblem(raw));
  } catch (error) {
    assert.ok(error instanceof BadProblem, `${error}`);
    return error.message;
  }
  return 'nothing refused';
}

const whole = 'must be a whole number';
const refused: readonly (readonly [mend: (raw: Raw) => void, line: string])[] = [
  // what is not the shape of a problem
  [(raw) => delete raw.jobs, 'jobs is missing'],
  [(raw) => (raw.jbs = []), 'the problem has no field "jbs"; did you mean "jobs"?'],
  [(raw) => (raw.jobs = 3), 'jobs must be a list, it is 3'],
  [(raw) => (raw.jobs[1] = null), 'jobs[1] must be an object, it is null'],
  [(raw) => delete raw.jobs[0].id, 'jobs[0]: id is missing'],
  [(raw) => (raw.jobs[0].id = ''), 'jobs[0]: id must not be empty, it is ""'],
  [(raw) => delete raw.jobs[1].duration, 'job j7: duration is missing'],
  [(raw) => (raw.jobs[0].windws = []), 'job j1 has no field "windws"; did you mean "windows"?'],
  [(raw) => (raw.jobs[0].colour = 'red'), 'job j1 has no field "colour"'],
  [(raw) => (raw.jobs[0].duration = 1.5), `job j1: duration ${whole}, it is 1.5`],
  [(raw) => (raw.jobs[0].duration = -1), 'job j1: duration must not be negative, it is -1'],
  [(raw) => (raw.jobs[0].duration = '90'), `job j1: duration ${whole}, it is "90"`],
  [(raw) => (raw.jobs[0].release = 2e12), 'job j1: release must be at most 1000000000, it is 2000000000000'],
  [
    (raw) => (raw.jobs[0].windows = [[1]]),
    'job j1: windows[0] must be two whole numbers, [from, to], it is [1]',
  ],
  [(raw) => (raw.jobs[0].windows = [[1, 2.5]]), `job j1: windows[0][1] ${whole}, it is 2.5`],
  [(raw) => (raw.jobs[0].skills = ['hvac']), 'job j1: skills[0] must be an object, it is "hvac"'],
  [(raw) => (raw.jobs[0].skills[0].lvl = 2), 'job j1: skills[0] has no field "lvl"; did you mean "level"?'],
  [(raw) => (raw.jobs[0].parts = { filter: -1 }), 'job j1: parts.filter must not be negative, it is -1'],
  [(raw) => (raw.jobs[0].importance = -1), 'job j1: importance must not be negative, it is -1'],
  [
    (raw) => (raw.resources[0].overtime = { max: 1, pric: 2 }),
    'resource t1: overtime has no field "pric"; did you mean "price"?',
  ],
  [(raw) => (raw.resources[0].overtime = { max: 1 }), 'resource t1: overtime.price is missing'],
  [
    (raw) => (raw.resources[0].breaks[0].windows = []),
    'resource t1: breaks[0].windows must have at least one window, it is []',
  ],
  [(raw) => delete raw.resources[0].shifts, 'resource t1: shifts is missing'],
  [(raw) => (raw.unit = 0), 'unit must be more than 0, it is 0'],
  [(raw) => (raw.objective = ['travl']), 'objective[0]: "travl" is no goal; did you mean "travel"?'],
  [
    (raw) => (raw.objective = { weights: { travl: 1 } }),
    'objective.weights has no field "travl"; did you mean "travel"?',
  ],
  [(raw) => (raw.objective = { wights: {} }), 'objective has no field "wights"; did you mean "weights"?'],
  [
    (raw) => (raw.objective = 'travel'),
    'objective must be a list of goals or { "weights": { ... } }, it is "travel"',
  ],
  [(raw) => (raw.objective = []), 'objective must name at least one goal, it is []'],
  // what is well formed and cannot be meant
  [
    (raw) => (raw.jobs[1].windows = [[480, 120]]),
    'job j7: windows[0] ends before it starts (480 > 120); swap its bounds',
  ],
  [(raw) => (raw.jobs[1].id = 'j1'), 'job j1: its id stands twice; give each job an id of its own'],
  [
    (raw) => raw.resources.push(raw.resources[0]),
    'resource t1: its id stands twice; give each resource an id of its own',
  ],
  [
    (raw) => (raw.jobs[0].preferred = ['t2']),
    'job j1: preferred[0] names resource "t2", which is not there; did you mean "t1"?',
  ],
  [
    (raw) => (raw.jobs[0].restricted = ['nobody']),
    'job j1: restricted[0] names resource "nobody", which is not there',
  ],
  [
    (raw) => (raw.jobs[0].mustChoose = ['t1', 'T']),
    'job j1: mustChoose[1] names resource "T", which is not there',
  ],
  [
    (raw) => (raw.jobs[0].locked = { resource: 'x9' }),
    'job j1: locked.resource names resource "x9", which is not there',
  ],
  [(raw) => (raw.jobs[0].locked = {}), 'job j1: locked says nothing; name a resource, a start or both'],
  [
    (raw) => (raw.jobs[0].after = ['j8']),
    'job j1: after[0] names job "j8", which is not there; did you mean "j1"?',
  ],
  [(raw) => (raw.jobs[0].after = ['j1']), 'job j1: after[0] names the job itself'],
  [
    (raw) => {
      raw.jobs[0].after = ['j7'];
      raw.jobs[1].after = ['j1'];
    },
    'job j1: after goes in a circle (j1 after j7 after j1); take one of them out',
  ],
  [
    (raw) => {
      raw.jobs[0].together = 'lift';
      raw.jobs[1].together = 'lift';
    },
    'job j1: together "lift" has 2 jobs at one time, but there are only 1 resources',
  ],
  [
    (raw) => raw.jobs[0].skills.push({ id: 'hvac' }),
    'job j1: skills[1] names "hvac" a second time; keep one, with its level',
  ],
  [
    (raw) => (raw.resources[0].shifts = [[500, 20]]),
    'resource t1: shifts[0] ends before it starts (500 > 20); swap its bounds',
  ],
  [
    (raw) =>
      (raw.resources[0].shifts = [
        [300, 540],
        [0, 310],
      ]),
    'resource t1: shifts[0] begins at 300, before shifts[1] ends at 310; shifts must not overlap',
  ],
  [
    (raw) => (raw.resources[0].breaks[0].windows = [[9, 8]]),
    'resource t1: breaks[0].windows[0] ends before it starts (9 > 8); swap its bounds',
  ],
  [
    (raw) => (raw.objective = ['travel', 'travel']),
    'objective[1]: "travel" stands twice; name each goal once',
  ],
  // places and matrices
  [(raw) => (raw.jobs[0].location = 3), 'job j1: location is row 3, but the matrix has rows 0 to 2'],
  [(raw) => (raw.jobs[0].location = -1), 'job j1: location must not be negative, it is -1'],
  [(raw) => (raw.jobs[0].location = 0.5), `job j1: location ${whole}, it is 0.5`],
  [
    (raw) => (raw.jobs[0].location = 'x'),
    'job j1: location must be a row of the matrix or { "lat", "lon" }, it is "x"',
  ],
  [
    (raw) => (raw.jobs[0].location = { lat: 91, lon: 0 }),
    'job j1: location.lat must be at most 90 degrees, it is 91',
  ],
  [
    (raw) => (raw.jobs[0].location = { lat: 1, lng: 0 }),
    'job j1: location has no field "lng"; did you mean "lon"?',
  ],
  [
    (raw) => (raw.resources[0].start = { lat: 1, lon: 0 }),
    'resource t1: start is a place on the earth, but travel gives a matrix; use its row numbers, or leave travel out',
  ],
  [
    (raw) => delete raw.travel,
    'job j1: location is row 1 of a matrix, but travel is left out; give travel.durations, or places as { "lat", "lon" }',
  ],
  [
    (raw) => (raw.depots = [{ location: 9, duration: 0 }]),
    'depots[0].location is row 9, but the matrix has rows 0 to 2',
  ],
  [(raw) => delete raw.travel.durations, 'travel.durations is missing'],
  [(raw) => (raw.travel.durations = 3), 'travel.durations must be a list, it is 3'],
  [(raw) => (raw.travel.durations = []), 'travel.durations is empty; give a row and a column for each place'],
  [
    (raw) => raw.travel.durations[1].pop(),
    'travel.durations[1] has 2 columns, but there are 3 rows; the matrix must be square',
  ],
  [
    (raw) => (raw.travel.durations[0][1] = 1.5),
    'travel.durations[0][1] must be a whole number from 0 to 1000000000 or null, it is 1.5',
  ],
  [
    (raw) => (raw.travel.distances[2][1] = -1),
    'travel.distances[2][1] must be a number from 0 to 1000000000 or null, it is -1',
  ],
  [(raw) => (raw.travel.distances = [[0]]), 'travel.distances has 1 rows, but travel.durations has 3'],
  [(raw) => (raw.travel.profile = [1]), 'travel.profile must have 24 factors, one for each hour, it is [1]'],
];

describe('a problem file', () => {
  it('is taken as it is when it is sound', () => {
    assert.equal(
      refusal(() => undefined),
      'nothing refused',
    );
  });

  for (const [mend, line] of refused) {
    it(`is refused with: ${line}`, () => {
      assert.equal(refusal(mend), line);
    });
  }

  it('is refused when it is no object at all', () => {
    for (const raw of [null, [], 'jobs', 3])
      assert.throws(() => checkProblem(raw), {
        message: `the problem must be an object, it is ${JSON.stringify(raw)}`,
      });
  });

  it('may leave out everything that has a default', () => {
    const least = checkProblem({ jobs: [], resources: [] });
    assert.deepEqual(least, { jobs: [], resources: [] });
  });

  it('is refused in one line when it is not JSON, and when it is not there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fieldline-problem-'));
    try {
      const file = join(folder, 'problem.json');
      writeFileSync(file, '{ "jobs": [,] }');
      assert.throws(() => readJson(file), /problem\.json is not JSON: Unexpected token ','/);
      assert.throws(() => readJson(join(folder, 'none.json')), /none\.json cannot be read \(ENOENT\)/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
