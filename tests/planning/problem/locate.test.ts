import assert from 'node:assert/strict';
import type { Problem } from '../../../domain/scheduling/model/problem.ts';
import { noWay } from '../../../domain/scheduling/travel-matrix.ts';
import { locate } from '../../../planning/problem/locate.ts';

const home = { lat: 51.45, lon: -2.59 };
const site = { lat: 51.48, lon: -2.62 };
const onEarth: Problem = {
  unit: 60,
  jobs: [
    { id: 'j1', location: site, duration: 30 },
    { id: 'j2', location: { ...site }, duration: 30 },
  ],
  resources: [{ id: 't1', start: home, end: home, shifts: [[0, 480]] }],
  depots: [{ location: home, duration: 5 }],
};

describe('places of a problem', () => {
  it('become one row for each different place, and answer by the name they had', () => {
    const { problem, travel, nameOf } = locate(onEarth);
    assert.deepEqual(
      problem.jobs.map(({ location }) => location),
      [0, 0],
    );
    assert.deepEqual(
      [problem.resources[0]?.start, problem.resources[0]?.end, problem.depots?.[0]?.location],
      [1, 1, 1],
    );
    assert.equal(travel.places, 2);
    assert.deepEqual(nameOf(1), home);
  });

  it('are as far apart in the unit of the problem as the embedded model says, in metres too', () => {
    const minutes = locate(onEarth).travel;
    const seconds = locate({ ...onEarth, unit: 1 }).travel;
    const [, inSeconds = 0] = seconds.durations;
    assert.equal(minutes.durations[1], Math.ceil(inSeconds / 60));
    assert.equal(minutes.distances[1], seconds.distances[1]);
    assert.ok(minutes.distances[1]! > 3_900 && minutes.distances[1]! < 7_000, `${minutes.distances[1]} m`);
  });

  it('stay the rows they are where the file brings a matrix, packed into memory that threads share', () => {
    const { travel, problem } = locate({
      jobs: [{ id: 'j1', location: 1, duration: 5 }],
      resources: [],
      travel: {
        durations: [
          [0, 3],
          [4, 0],
        ],
        distances: [
          [0, 1.5],
          [2, 0],
        ],
        profile: Array(24).fill(1),
        dayStart: 60,
      },
    });
    assert.deepEqual([...travel.durations], [0, 3, 4, 0]);
    assert.deepEqual([...travel.distances], [0, 1.5, 2, 0]);
    assert.ok(travel.durations.buffer instanceof SharedArrayBuffer);
    assert.deepEqual([travel.profile?.length, travel.dayStart], [24, 60]);
    assert.equal('travel' in problem, false, 'the nested matrix must not travel to the threads');
  });

  it('take durations for distances where none are given, and null for no road', () => {
    const { travel } = locate({
      jobs: [],
      resources: [],
      travel: {
        durations: [
          [0, null as unknown as number],
          [4, 0],
        ],
      },
    });
    assert.deepEqual([...travel.distances], [0, noWay, 4, 0]);
  });
});
