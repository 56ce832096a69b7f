import assert from 'node:assert/strict';
import { aBoard } from './a-town.ts';

const seeds = Array.from({ length: 20 }, (_, at) => at + 1);

describe('insertion beside near jobs', () => {
  it('finds the same price as a look everywhere when every job is a neighbour', () => {
    for (const seed of seeds) {
      const { model, near, everywhere, place } = aBoard(seed);
      for (let job = 0; job < model.jobs; job++) {
        assert.equal(near.find(job, Infinity), everywhere.find(job, Infinity), `seed ${seed} job ${job}`);
        if (near.pair >= 0) assert.equal(near.rise, everywhere.rise, `seed ${seed} job ${job}`);
        place(job);
      }
    }
  });

  it('finds the same price where a route may only take so long', () => {
    for (const seed of seeds) {
      const { model, near, everywhere, place } = aBoard(seed, { each: { maxDuration: 350 } });
      for (let job = 0; job < model.jobs; job++) {
        assert.equal(near.find(job, Infinity), everywhere.find(job, Infinity), `seed ${seed} job ${job}`);
        if (near.pair >= 0) assert.equal(near.rise, everywhere.rise, `seed ${seed} job ${job}`);
        place(job);
      }
    }
  });

  it('names a place where the job then costs what was said', () => {
    const { model, near, routes, editor, empty } = aBoard(7, { width: 5 });
    for (let job = 0; job < model.jobs; job++) {
      if (!near.find(job, Infinity)) continue;
      const before = routes.total();
      editor.insert(job, near.pair, near);
      for (let slot = 0; slot < model.slots; slot++) empty.update(slot);
      assert.equal(routes.total() - before, near.rise);
    }
    assert.ok(routes.total() > 0);
  });

  it('looks everywhere when no neighbour is planned and nobody is idle', () => {
    const { near, place } = aBoard(5, { crew: 1, width: 1, jobs: 6 });
    const planned = [0, 1, 2, 3].filter(place);
    assert.ok(planned.length > 0);
    assert.equal(near.find(4, Infinity) || near.find(5, Infinity), true);
  });

  it('finds nothing at or above the limit', () => {
    const { near } = aBoard(2);
    assert.equal(near.find(0, Infinity), true);
    assert.equal(near.find(0, near.rise), false);
  });
});
