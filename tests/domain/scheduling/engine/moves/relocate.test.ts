import assert from 'node:assert/strict';
import { Relocate } from '../../../../../domain/scheduling/engine/moves/relocate.ts';
import { Journal } from '../../../../../domain/scheduling/engine/routes/journal.ts';
import { aBoard } from '../polish/a-town.ts';

/** A plan of people who live apart, and the operator over it. */
function aSpreadCrew(seed: number, each = {}) {
  const board = aBoard(seed, { crew: 14, jobs: 16, isScattered: true, each });
  for (let job = 0; job < board.model.jobs; job++) board.place(job);
  const journal = new Journal(board.routes);
  return { ...board, journal, relocate: new Relocate({ ...board, journal }) };
}

describe('handing a route to somebody else', () => {
  it('moves all jobs of a route in their order to one idle technician, and can be undone', () => {
    let moved = 0;
    for (let seed = 1; seed <= 10; seed++) {
      const { model, routes, journal, relocate } = aSpreadCrew(seed);
      const cost = routes.total();
      for (let round = 0; round < 300; round++) {
        journal.begin();
        routes.isBroken = false;
        const slots = routes.slotOf.slice();
        relocate.maybe(round % model.jobs);
        const [from, to] = journal.touched();
        if (from === undefined || to === undefined) continue;
        moved++;
        for (let job = 0; job < model.jobs; job++)
          assert.equal(routes.slotOf[job], slots[job] === from ? to : slots[job]);
        assert.equal(routes.work[from], 0);
        journal.undo();
        assert.deepEqual([...routes.slotOf], [...slots]);
        assert.equal(routes.total(), cost);
        break;
      }
    }
    assert.ok(moved >= 5, `${moved}`);
  });

  it('tells when the route takes too long from there', () => {
    let broken = 0;
    for (let seed = 1; seed <= 10; seed++) {
      const { model, routes, journal, relocate } = aSpreadCrew(seed, { maxDuration: 220 });
      for (let round = 0; round < 600; round++) {
        journal.begin();
        routes.isBroken = false;
        relocate.maybe(round % model.jobs);
        if (routes.isBroken) broken++;
        journal.undo();
      }
    }
    assert.ok(broken > 0);
  });

  it('leaves everything alone when nobody is idle', () => {
    const { routes, model, journal, relocate, empty } = aSpreadCrew(3);
    empty.count = 0;
    journal.begin();
    for (let round = 0; round < 500; round++) relocate.maybe(round % model.jobs);
    assert.equal(journal.touched().length, 0);
    assert.ok(routes.total() > 0);
  });
});
