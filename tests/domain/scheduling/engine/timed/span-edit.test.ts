import assert from 'node:assert/strict';
import { Journal } from '../../../../../domain/scheduling/engine/routes/journal.ts';
import { closeSpanned, insertSpanned } from '../../../../../domain/scheduling/engine/timed/span-edit.ts';
import { settle } from '../../../../../domain/scheduling/engine/timed/settle.ts';
import { aBoard } from '../polish/a-town.ts';

const seeds = Array.from({ length: 30 }, (_, at) => at + 1);

/** All that is known of a slot, to compare two ways of working it out. */
const known = ({ routes, slot }: { routes: ReturnType<typeof aBoard>['routes']; slot: number }) => ({
  rows: routes.tables.map((table) => [
    ...table.subarray(slot * routes.stride + 1, slot * routes.stride + routes.size[slot]! + 1),
  ]),
  end: routes.dep[slot * routes.stride + routes.size[slot]! + 1],
  figures: [routes.cost, routes.span, routes.idle, routes.size, routes.work, routes.load].map(
    (column) => column[slot],
  ),
  isBroken: routes.isBroken,
});

describe('editing routes whose length counts', () => {
  it('knows after every insertion and removal what a route settled anew would know', () => {
    const seen = { inserted: 0, closed: 0, broken: 0 };
    for (const seed of seeds) {
      const { model, routes, everywhere, random } = aBoard(seed, {
        each: { maxDuration: 300 },
        objective: { weights: { importance: 1000, travel: 1, duration: 1 } },
      });
      const compare = (slot: number): void => {
        const quick = known({ routes, slot });
        routes.isBroken = false;
        settle(routes, slot);
        assert.deepEqual(quick, known({ routes, slot }), `seed ${seed}`);
      };
      for (let round = 0; round < 60; round++) {
        const job = random.below(model.jobs);
        routes.isBroken = false;
        if (routes.slotOf[job]! >= 0) {
          const slot = routes.slotOf[job]!;
          routes.slotOf[job] = -1;
          closeSpanned(routes, slot);
          seen.closed++;
          compare(slot);
        } else if (everywhere.find(job, Infinity)) {
          const slot = model.pairs.slot[everywhere.pair]!;
          insertSpanned(routes, job, everywhere.pair, everywhere.row);
          seen.inserted++;
          compare(slot);
        }
      }
    }
    assert.ok(seen.inserted > 400 && seen.closed > 200, JSON.stringify(seen));
  });

  it('marks a route as broken exactly when settling it would', () => {
    const seen = { broken: 0, kept: 0 };
    for (const seed of seeds) {
      const { model, routes, random } = aBoard(seed, { each: { maxDuration: 300 } });
      const journal = new Journal(routes);
      for (let job = 0; job < model.jobs; job++) {
        const pair = model.pairs.at[job]! + random.below(model.slots);
        const slot = model.pairs.slot[pair]!;
        journal.begin();
        journal.save(slot);
        routes.isBroken = false;
        insertSpanned(routes, job, pair, 1 + random.below(routes.size[slot]! + 1));
        const { isBroken } = routes;
        routes.isBroken = false;
        settle(routes, slot);
        assert.equal(isBroken, routes.isBroken, `seed ${seed} job ${job}`);
        seen[isBroken ? 'broken' : 'kept']++;
        if (isBroken) journal.undo();
      }
    }
    assert.ok(seen.broken > 50 && seen.kept > 50, JSON.stringify(seen));
  });
});
