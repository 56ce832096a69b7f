import assert from 'node:assert/strict';
import { TailJoin } from '../../../../../domain/scheduling/engine/polish/tail-join.ts';
import { aBoard } from './a-town.ts';

describe('joining a head and a tail', () => {
  it('says yes exactly when the joined route could be laid down so', () => {
    const seen = { fits: 0, fails: 0 };
    for (let seed = 1; seed <= 40; seed++) {
      const { model, routes, editor, place } = aBoard(seed, {
        crew: 6,
        each: { maxDuration: 350 },
        isScattered: true,
      });
      for (let job = 0; job < model.jobs; job++) place(job);
      const join = new TailJoin(routes);
      const from = (slot: number) => slot * routes.stride;
      for (let last = from(0); last <= from(0) + routes.size[0]!; last++) {
        for (let first = from(1) + 1; first <= from(1) + routes.size[1]! + 1; first++) {
          const joined = [
            ...routes.node.subarray(from(0) + 1, last + 1),
            ...routes.node.subarray(first, from(1) + routes.size[1]! + 1),
          ];
          const isFit = join.price({ head: 0, last, tail: 1, first }) < Infinity;
          assert.equal(isFit, fits(joined), `seed ${seed}: ${joined}`);
          seen[isFit ? 'fits' : 'fails']++;
        }
      }

      function fits(jobs: number[]): boolean {
        const kept = [0, 1].map((slot) =>
          routes.node.slice(from(slot) + 1, from(slot) + routes.size[slot]! + 1),
        );
        const isHeavy = jobs.reduce((sum, job) => sum + model.stock.need[job]!, 0) > model.stock.carried[0]!;
        routes.isBroken = false;
        editor.lay(0, Int32Array.from(jobs));
        const isFit = !routes.isBroken && !isHeavy;
        kept.forEach((nodes, slot) => {
          editor.lay(slot, nodes);
        });
        return isFit;
      }
    }
    assert.ok(seen.fits > 100 && seen.fails > 100, JSON.stringify(seen));
  });
});
