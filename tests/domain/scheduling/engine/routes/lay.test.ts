import assert from 'node:assert/strict';
import { layJobs } from '../../../../../domain/scheduling/engine/routes/lay.ts';
import { aBoard } from '../polish/a-town.ts';

/** What is known of a slot's rows and figures. */
const known = ({ routes }: ReturnType<typeof aBoard>, slot: number) => ({
  rows: routes.tables.map((table) => [
    ...table.subarray(slot * routes.stride + 1, slot * routes.stride + routes.size[slot]! + 1),
  ]),
  figures: [routes.cost, routes.size, routes.work, routes.load].map((column) => column[slot]),
});

describe('laying a whole route', () => {
  it('leaves the tables as inserting its jobs one by one would', () => {
    let laid = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const one = aBoard(seed);
      const other = aBoard(seed);
      for (let job = 0; job < one.model.jobs; job++) one.place(job);
      for (let slot = 0; slot < one.model.slots; slot++) {
        const from = slot * one.routes.stride + 1;
        const jobs = one.routes.node.slice(from, from + one.routes.size[slot]!);
        layJobs(other.routes, slot, jobs);
        assert.deepEqual(known(other, slot), known(one, slot), `seed ${seed} slot ${slot}`);
        for (const job of jobs) assert.equal(other.routes.pairOf[job], one.routes.pairOf[job]);
        laid += jobs.length;
      }
    }
    assert.ok(laid > 200);
  });

  it('leaves an idle slot when there is nothing to lay', () => {
    const board = aBoard(3);
    const fresh = known(board, 0);
    layJobs(board.routes, 0, Int32Array.of(0, 1));
    layJobs(board.routes, 0, Int32Array.of());
    assert.deepEqual(known(board, 0), fresh);
  });
});
