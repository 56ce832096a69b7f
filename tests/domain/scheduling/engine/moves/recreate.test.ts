import assert from 'node:assert/strict';
import { InsertionCache } from '../../../../../domain/scheduling/engine/moves/cache.ts';
import { finderFor } from '../../../../../domain/scheduling/engine/moves/finder-for.ts';
import { Recreate } from '../../../../../domain/scheduling/engine/moves/recreate.ts';
import { adjacentJobs } from '../../../../../domain/scheduling/engine/polish/adjacency.ts';
import { NearInsertion } from '../../../../../domain/scheduling/engine/polish/near-insertion.ts';
import { Random } from '../../../../../domain/scheduling/engine/random.ts';
import { EmptySlots } from '../../../../../domain/scheduling/engine/routes/empty-slots.ts';
import { Journal } from '../../../../../domain/scheduling/engine/routes/journal.ts';
import { aStreet, nodesOf, routesOf } from '../../../../fixtures/scheduling/line.ts';

const recreateOver = (given: Parameters<typeof aStreet>[0]) => {
  const made = routesOf(aStreet(given));
  const { routes, editor } = made;
  const empty = new EmptySlots(routes);
  const random = new Random(1);
  const finder = finderFor({
    routes,
    empty,
    insertion: editor.insertion,
    random,
    surcharge: null,
    adjacency: () => adjacentJobs(routes.model),
  });
  const journal = new Journal(routes);
  journal.begin();
  return {
    ...made,
    finder,
    recreate: new Recreate({ routes, editor, journal, empty, finder, groups: null }),
  };
};
const all = Int32Array.from([0, 1, 2]);

describe('putting jobs back', () => {
  it('puts each where it costs least', () => {
    const { recreate, routes } = recreateOver({ at: [10, 30, 20] });
    assert.equal(recreate.putBack(all, 3, { patience: 1, left: Infinity, isFirst: true }), true);
    assert.deepEqual([[...nodesOf(routes)].sort(), routes.cost[0]], [[0, 1, 2], 60]);
  });

  it('leaves out what costs more than its absence, unless it is patient', () => {
    const given = { at: [10, 300, 20], objective: { weights: { importance: 100, travel: 1 } } };
    const strict = recreateOver(given);
    strict.recreate.putBack(all, 3, { patience: 1, left: Infinity, isFirst: false });
    assert.equal(strict.routes.slotOf[1], -1);
    const patient = recreateOver(given);
    patient.recreate.putBack(all, 3, { patience: 10, left: Infinity, isFirst: false });
    assert.equal(patient.routes.slotOf[1], 0);
  });

  it('gives up when it has spent too much', () => {
    const { recreate } = recreateOver({ at: [10, 30, 20] });
    assert.equal(recreate.putBack(all, 3, { patience: 1, left: 40, isFirst: false }), false);
  });

  it('looks at every place where skills part a small crew, and beside neighbours otherwise', () => {
    const open = recreateOver({ at: [10, 30, 20], people: [{}, {}] });
    const parted = recreateOver({ at: [10, 30, 20], people: [{}, {}], jobs: [{ mustChoose: ['t1'] }] });
    assert.ok(open.finder instanceof NearInsertion);
    assert.ok(parted.finder instanceof InsertionCache);
  });
});
