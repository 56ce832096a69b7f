import assert from 'node:assert/strict';
import { compile } from '../../../../../domain/scheduling/engine/compile.ts';
import { adjacentJobs, reachOf } from '../../../../../domain/scheduling/engine/polish/adjacency.ts';
import { travelTable } from '../../../../../domain/scheduling/model/travel-table.ts';
import { aTown } from './a-town.ts';

const inLine = (windows: readonly (readonly [number, number])[]) => {
  const travel = {
    durations: [0, 10, 20, 30].map((from) => [0, 10, 20, 30].map((to) => Math.abs(from - to))),
  };
  const jobs = windows.map((window, at) => ({
    id: `j${at}`,
    location: at + 1,
    duration: 5,
    windows: [window],
  }));
  const resources = [{ id: 't', start: 0, end: 0, shifts: [[0, 1000] as const] }];
  return compile({ jobs, resources, travel }, travelTable(travel));
};

describe('adjacency of jobs', () => {
  it('ranks jobs by the way when windows leave time for all', () => {
    const near = adjacentJobs(
      inLine([
        [0, 900],
        [0, 900],
        [0, 900],
      ]),
      2,
    );
    assert.deepEqual([...near.job.slice(0, 4)], [1, 1, 2, 2]);
    assert.deepEqual([...near.cost.slice(0, 4)], [10, 10, 20, 20]);
  });

  it('leaves out a job that nobody can take together with it', () => {
    const travel = { durations: Array.from({ length: 4 }, () => [10, 10, 10, 10]) };
    const only = (id: string, location: number, mustChoose: string[]) => ({
      id,
      location,
      duration: 5,
      mustChoose,
    });
    const jobs = [only('a', 1, ['s']), only('b', 2, ['t']), only('c', 3, ['s', 't'])];
    const resources = ['s', 't'].map((id) => ({ id, start: 0, end: 0, shifts: [[0, 1000] as const] }));
    const near = adjacentJobs(compile({ jobs, resources, travel }, travelTable(travel)), 2);
    assert.deepEqual([...near.job.slice(0, 4)], [2, 2, -1, -1]);
    assert.deepEqual([...near.job.slice(8, 12)].sort(), [0, 0, 1, 1]);
  });

  it('leaves out a job that can never stand on that side', () => {
    const near = adjacentJobs(
      inLine([
        [0, 10],
        [100, 110],
        [200, 210],
      ]),
      2,
    );
    assert.deepEqual(
      [...near.job.slice(4, 8)],
      [0, 2, -1, -1],
      'before the second only the first, after it only the third',
    );
  });

  it('prefers a farther job to a near one that means a long wait', () => {
    const near = adjacentJobs(
      inLine([
        [0, 10],
        [800, 810],
        [30, 60],
      ]),
      2,
    );
    assert.equal(near.job[1], 2, 'right after the first stands the third');
  });

  it('holds the time and the cost of the way between the two', () => {
    const { problem, travel } = aTown(3);
    const model = compile(problem, travel);
    const near = adjacentJobs(model, 5);
    near.job.forEach((other, at) => {
      const job = Math.floor(at / 10);
      if (other >= 0) assert.equal(near.time[at], travel.durations[(job + 1) * travel.places + other + 1]);
    });
  });

  it('reaches as far as a mean neighbour where all set out from one place, and everywhere else', () => {
    const free = [0, 1, 2].map(() => [0, 900] as const);
    const together = inLine(free);
    assert.equal(reachOf(together, adjacentJobs(together, 2)), (10 + 20 + 10 + 10 + 10 + 20) / 6);
    const apart = { ...together, slots: 2, slot: { ...together.slot, start: Int32Array.of(0, 1) } };
    assert.equal(reachOf(apart, adjacentJobs(together, 2)), Infinity);
  });
});
