import assert from 'node:assert/strict';
import { adjacentJobs } from '../../../../../domain/scheduling/engine/polish/adjacency.ts';
import { TailSwap } from '../../../../../domain/scheduling/engine/polish/tail-swap.ts';
import { planOf } from '../../../../../domain/scheduling/engine/report/plan-of.ts';
import { check } from '../../../../../bench/scheduling/checker.ts';
import { aBoard } from './a-town.ts';

const shapes = [
  { crew: 6 },
  { crew: 6, each: { maxDuration: 350 } },
  { crew: 6, each: { maxDuration: 350, maxJobs: 5 }, isScattered: true },
  {
    crew: 6,
    each: { maxDuration: 400 },
    isScattered: true,
    objective: { weights: { importance: 1000, travel: 2, duration: 1 } },
  },
] as const;

/** A poor plan: every job goes to a technician drawn at random where it fits. */
function aPoorPlan(seed: number, shape: Parameters<typeof aBoard>[1]) {
  const board = aBoard(seed, shape);
  const { model, routes, editor, empty, random } = board;
  for (let job = 0; job < model.jobs; job++) {
    const pair = model.pairs.at[job]! + random.below(model.pairs.at[job + 1]! - model.pairs.at[job]!);
    const slot = model.pairs.slot[pair]!;
    if (editor.insertion.best(job, slot) === Infinity) continue;
    editor.insert(job, pair, { row: editor.insertion.row, trip: 0 });
    empty.update(slot);
  }
  const swap = new TailSwap({ routes, editor, empty, near: adjacentJobs(model, 12) });
  return { ...board, swap, all: Int32Array.from({ length: model.jobs }, (_, job) => job) };
}

describe('exchanging tails', () => {
  it('makes plans cheaper by what it says, keeps every job and breaks nothing', () => {
    let gainedInAll = 0;
    for (const shape of shapes) {
      for (let seed = 1; seed <= 15; seed++) {
        const { problem, model, routes, swap, all } = aPoorPlan(seed, shape);
        const before = routes.total();
        const planned = all.filter((job) => routes.slotOf[job]! >= 0);
        const gained = swap.improve(all, model.jobs);
        assert.ok(Math.abs(before - gained - routes.total()) < 1e-6);
        assert.deepEqual(
          all.filter((job) => routes.slotOf[job]! >= 0),
          planned,
        );
        assert.equal(routes.isBroken, false);
        const { violations } = check(problem, planOf(problem, routes, { iterations: 0, seed }));
        const broken = violations.filter(({ rule }) => rule !== 'reasons'); // nobody has explained what is left out
        assert.deepEqual(broken, []);
        gainedInAll += gained;
      }
    }
    assert.ok(gainedInAll > 1000, `${gainedInAll}`);
  });

  it('leaves nothing to gain among the links it tries', () => {
    const { model, swap, all } = aPoorPlan(4, { crew: 6 });
    for (let round = 0; round < 50; round++) if (swap.improve(all, model.jobs) === 0) break;
    assert.equal(swap.improve(all, model.jobs), 0);
  });
});
