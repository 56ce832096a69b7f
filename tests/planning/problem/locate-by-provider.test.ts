import assert from 'node:assert/strict';
import type { Problem } from '../../../domain/scheduling/model/problem.ts';
import { noWay } from '../../../domain/scheduling/travel-matrix.ts';
import { locateByProvider } from '../../../planning/problem/locate-by-provider.ts';
import type { TravelProvider } from '../../../planning/travel/provider.ts';

const depot = { lat: 51.45, lon: -2.59 };
const site = { lat: 51.48, lon: -2.52 };
const problem: Problem = {
  unit: 60,
  jobs: [
    { id: 'a', location: site, duration: 30 },
    { id: 'b', location: { ...site }, duration: 30 },
  ],
  resources: [{ id: 't1', start: depot, shifts: [[0, 480]] }],
};

/** A provider that knows one way of 301 s and none back, and how often it was asked. */
function aProvider() {
  const asked: number[] = [];
  const provider: TravelProvider = {
    name: 'made up',
    knowsHours: false,
    travel: async ({ origins }) => {
      asked.push(origins.length);
      return {
        rows: 2,
        columns: 2,
        durations: Int32Array.of(0, 301, noWay, 0),
        distances: Int32Array.of(0, 4100, noWay, 0),
        estimated: Uint8Array.of(0, 1, 0, 0),
        troubles: ['the routing service is away; travel is estimated'],
      };
    },
  };
  return { provider, asked };
}

describe('places of a problem with a routing service', () => {
  it('are asked for once each, in the units of the problem, and troubles are told', async () => {
    const { provider, asked } = aProvider();
    const warned: string[] = [];
    const located = await locateByProvider(problem, { provider, warn: (one) => warned.push(one) });
    assert.deepEqual(asked, [2]);
    assert.deepEqual([...located.travel.durations], [0, 6, noWay, 0]);
    assert.deepEqual([...located.travel.distances], [0, 4100, noWay, 0]);
    assert.deepEqual(
      located.problem.jobs.map(({ location }) => location),
      [0, 0],
    );
    assert.deepEqual(located.nameOf(1), depot);
    assert.equal(warned.length, 1);
  });

  it('are rows of the matrix where the problem brings one', async () => {
    const { provider, asked } = aProvider();
    const rows = {
      durations: [
        [0, 1],
        [1, 0],
      ],
    };
    const own: Problem = {
      jobs: [{ id: 'a', location: 1, duration: 30 }],
      resources: [{ id: 't1', start: 0, shifts: [[0, 480]] }],
      travel: rows,
    };
    const located = await locateByProvider(own, { provider, warn: () => undefined });
    assert.deepEqual([...located.travel.durations], [0, 1, 1, 0]);
    assert.deepEqual(asked, []);
  });
});
